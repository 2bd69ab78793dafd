using System.Collections.Immutable;
using LayerGen;
using MnistModel.Data.Download;
using MnistModel.Reporting;

namespace MnistModel.Data;

/// <summary>What to train on, and how to draw it if it has to be drawn.</summary>
/// <param name="Directory">What the person gave as <c>--data</c>, or null.</param>
/// <param name="Choice">What the person gave as <c>--dataset</c>.</param>
/// <param name="Seed">Decides the synthetic digits.</param>
/// <param name="Threads">For drawing; 0 for one a processor.</param>
internal sealed record DatasetRequest(
    string? Directory,
    DatasetChoice Choice,
    ulong Seed,
    int Threads
);

/// <summary>
/// Looks for a data set in the order that the help text promises: <c>--data</c>, <c>LAYERGEN_DATA</c>, the cache, the
/// system's package, the mirrors; and draws digits where nobody asked for a data set and none can be had.
/// </summary>
/// <param name="known">The data sets to recognise; who asks for none gets the first.</param>
/// <param name="places">Where to look on this machine.</param>
/// <param name="connect">Makes what speaks HTTP; called only when something has to be downloaded.</param>
/// <param name="limits">How long downloads may take.</param>
/// <param name="report">Told what happens.</param>
internal sealed class DatasetAcquisition(
    ImmutableArray<KnownDataset> known,
    DatasetPlaces places,
    Func<HttpMessageHandler> connect,
    DownloadLimits limits,
    Action<RunEvent> report
)
{
    /// <summary>Looks on this machine and at the public mirrors.</summary>
    /// <param name="report">Told what happens.</param>
    public static DatasetAcquisition Standard(Action<RunEvent> report) =>
        new(
            KnownDataset.All,
            DatasetPlaces.Of(Environment.GetEnvironmentVariable),
            () => MirrorClient.ConnectingHandler(DownloadLimits.Default),
            DownloadLimits.Default,
            report
        );

    /// <summary>Gets the data.</summary>
    /// <param name="request">What is wanted.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked to.</exception>
    public async Task<Result<LoadedData>> AcquireAsync(
        DatasetRequest request,
        CancellationToken cancellation
    )
    {
        if (request.Choice is DatasetChoice.Synthetic)
            return Draw(request, cancellation);
        if (request.Directory is { } directory)
            return FromDirectory(directory, "--data", request.Choice)
                .Then<LoadedData>(found =>
                    found switch
                    {
                        Found.Data(var data) => data,
                        Found.Another(var dataset) => new Failure(
                            $"{directory}: holds {dataset.Name}, but --dataset asks for "
                                + $"{Wanted(request.Choice).Name}; give --dataset {dataset.Name} or another directory."
                        ),
                        _ => throw new InvalidOperationException("Found is a closed union."),
                    }
                );
        if (places.DataVariable is { } variable)
        {
            switch (FromDirectory(variable, DatasetPlaces.VariableName, request.Choice))
            {
                case Result<Found>.Ok(Found.Data(var data)):
                    return data;
                case Result<Found>.Ok(Found.Another(var dataset)):
                    Say(
                        $"{DatasetPlaces.VariableName} ({variable}) holds {dataset.Name}, not "
                            + $"{Wanted(request.Choice).Name}: looking elsewhere."
                    );
                    break;
                case Result<Found>.Error(var failure):
                    return new Failure(
                        $"{failure.Message} ({DatasetPlaces.VariableName} names this directory; unset it to look elsewhere.)"
                    );
            }
        }
        return await ElsewhereAsync(request, cancellation).ConfigureAwait(false);
    }

    private async Task<Result<LoadedData>> ElsewhereAsync(
        DatasetRequest request,
        CancellationToken cancellation
    )
    {
        KnownDataset wanted = Wanted(request.Choice);
        Result<LoadedData> data = await FromCacheOrMirrorsAsync(wanted, cancellation)
            .ConfigureAwait(false);
        if (data is not Result<LoadedData>.Error(var failure))
            return data;
        if (request.Choice is DatasetChoice.Known)
            return new Failure(
                $"{failure.Message}. Connect to the network, or give a directory with the four files of {wanted.Name} "
                    + "by --data, or use --dataset synthetic."
            );
        Say(
            $"No {wanted.Name} here and none to be had ({failure.Message}): training on synthetic digits instead, "
                + $"which are not {wanted.Name}."
        );
        return Draw(request, cancellation);
    }

    private async Task<Result<LoadedData>> FromCacheOrMirrorsAsync(
        KnownDataset wanted,
        CancellationToken cancellation
    )
    {
        if (places.CacheDirectory is not { } cacheDirectory)
            return FromSystem(wanted) is { } installed
                ? installed
                : new Failure("this user has no cache directory to download to");
        DatasetCache cache = new(cacheDirectory, report);
        var found = cache.ReadOriginals(wanted);
        if (found.Count < FileRoles.All.Length && FromSystem(wanted) is { } packaged)
            return packaged;
        using MirrorClient client = new(connect(), limits);
        Downloader downloader = new(client, limits, report);
        return (
            await cache.CompleteAsync(wanted, found, downloader, cancellation).ConfigureAwait(false)
        ).Then(contents =>
            DatasetAssembly.Assemble(wanted.Name, cache.PlaceOf(wanted), isOriginal: true, contents)
        );
    }

    /// <summary>The data set where a package of the system has put it, or null.</summary>
    private LoadedData? FromSystem(KnownDataset wanted)
    {
        if (wanted.SystemDirectory is not { } directory || !Directory.Exists(directory))
            return null;
        Result<LoadedData> data = DataDirectory
            .Read(directory)
            .Then(contents =>
                Identity
                    .Of(contents, [wanted])
                    .Then(identity =>
                        identity == new Identity.Original(wanted)
                            ? DatasetAssembly.Assemble(wanted.Name, directory, true, contents)
                            : new Failure($"{directory}: does not hold the original files.")
                    )
            );
        if (data is Result<LoadedData>.Ok(var loaded))
            return loaded;
        if (data is Result<LoadedData>.Error(var failure))
            Say($"{failure.Message} It is not used.");
        return null;
    }

    /// <summary>Reads a directory that somebody named, and takes the word for its name unless its content knows better.</summary>
    private Result<Found> FromDirectory(string directory, string namedBy, DatasetChoice choice) =>
        DataDirectory
            .Read(directory)
            .Then(contents =>
                Identity
                    .Of(contents, known)
                    .Then(identity => Judge(directory, namedBy, choice, contents, identity))
            );

    private Result<Found> Judge(
        string directory,
        string namedBy,
        DatasetChoice choice,
        ImmutableArray<FileContent> contents,
        Identity identity
    )
    {
        switch (identity, choice)
        {
            case (Identity.Original(var dataset), DatasetChoice.Known(var wanted))
                when dataset != wanted:
                return new Found.Another(dataset);
            case (Identity.Original(var dataset), _):
                if (choice is DatasetChoice.Unspecified && dataset != known[0])
                    Say($"{namedBy} ({directory}) holds {dataset.Name}: training on that.");
                return Assemble(dataset.Name, isOriginal: true);
            case (_, DatasetChoice.Known(var wanted)):
                Say(
                    $"{namedBy} ({directory}) does not hold the original files of {wanted.Name}: "
                        + "the name is taken on your word."
                );
                return Assemble(wanted.Name, isOriginal: false);
            default:
                return Assemble(LoadedData.CustomName, isOriginal: false);
        }

        Result<Found> Assemble(string name, bool isOriginal) =>
            DatasetAssembly
                .Assemble(name, directory, isOriginal, contents)
                .Map(Found (data) => new Found.Data(data));
    }

    private KnownDataset Wanted(DatasetChoice choice) =>
        choice is DatasetChoice.Known(var dataset) ? dataset : known[0];

    private static LoadedData Draw(DatasetRequest request, CancellationToken cancellation) =>
        DatasetAssembly.DrawSynthetic(request.Seed, request.Threads, cancellation);

    private void Say(string text) => report(new RunEvent.Notice(text));

    /// <summary>What a directory turned out to hold.</summary>
    private abstract record Found
    {
        private Found() { }

        /// <summary>What was asked for, or what may pass for it.</summary>
        public sealed record Data(LoadedData Loaded) : Found;

        /// <summary>A known data set that was not asked for.</summary>
        public sealed record Another(KnownDataset Dataset) : Found;
    }
}
