using System.Collections.Immutable;
using LayerGen;
using MnistModel.Reporting;

namespace MnistModel.Data.Download;

/// <summary>Fetches the files of a data set from whichever mirror has them.</summary>
/// <param name="client">Asks one mirror.</param>
/// <param name="limits">How long to wait before asking again.</param>
/// <param name="report">Told what happens.</param>
internal sealed class Downloader(
    MirrorClient client,
    DownloadLimits limits,
    Action<RunEvent> report
)
{
    // Asked twice, a mirror that failed on the way is given up.
    private const int Rounds = 2;

    private Uri? _lastGood;

    /// <summary>Fetches one file, compressed as the mirror has it.</summary>
    /// <param name="dataset">Its data set.</param>
    /// <param name="file">Which file.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked to.</exception>
    public async Task<Result<byte[]>> FetchAsync(
        KnownDataset dataset,
        DataFile file,
        CancellationToken cancellation
    )
    {
        string name = file.Role.FileName() + ".gz";
        List<string> reasons = [];
        // What worked for the last file most likely works for the next.
        ImmutableArray<Uri> mirrors = [.. dataset.Mirrors.OrderBy(mirror => mirror != _lastGood)];
        for (int round = 0; round < Rounds && mirrors.Length > 0; round++)
        {
            if (round > 0)
                await Task.Delay(limits.RetryPause, cancellation).ConfigureAwait(false);
            List<Uri> worthAskingAgain = [];
            foreach (Uri mirror in mirrors)
            {
                switch (await AskAsync(mirror, name, file, cancellation).ConfigureAwait(false))
                {
                    case FetchOutcome.Fetched(var bytes):
                        _lastGood = mirror;
                        return bytes;
                    case FetchOutcome.Interrupted(var reason):
                        worthAskingAgain.Add(mirror);
                        reasons.Add($"{mirror.Host}: {reason}");
                        break;
                    case FetchOutcome.Useless(var reason):
                        reasons.Add($"{mirror.Host}: {reason}");
                        break;
                }
            }
            mirrors = [.. worthAskingAgain];
        }
        return new Failure(
            $"{name} could not be downloaded: {string.Join("; ", reasons.Distinct())}"
        );
    }

    private async Task<FetchOutcome> AskAsync(
        Uri mirror,
        string name,
        DataFile file,
        CancellationToken cancellation
    )
    {
        Uri address = new(mirror, name);
        FetchOutcome outcome = await client
            .FetchAsync(
                address,
                file,
                (received, expected) => report(new RunEvent.Downloading(name, received, expected)),
                cancellation
            )
            .ConfigureAwait(false);
        report(new RunEvent.DownloadEnded(name));
        return outcome;
    }
}
