using System.Collections.Immutable;
using LayerGen;
using LayerGen.Persistence;
using MnistModel.Data.Download;
using MnistModel.Reporting;

namespace MnistModel.Data;

/// <summary>The directory where downloaded files are kept. Nothing in it is used before its hash was checked.</summary>
/// <param name="directory">One directory a data set lies in it.</param>
/// <param name="report">Told what happens.</param>
internal sealed class DatasetCache(string directory, Action<RunEvent> report)
{
    /// <summary>Where a data set is kept.</summary>
    /// <param name="dataset">Which.</param>
    public string PlaceOf(KnownDataset dataset) => Path.Combine(directory, dataset.Name);

    /// <summary>Reads the files that are there and that are the original ones.</summary>
    /// <param name="dataset">Which data set.</param>
    public ImmutableDictionary<FileRole, FileContent> ReadOriginals(KnownDataset dataset)
    {
        var found = ImmutableDictionary.CreateBuilder<FileRole, FileContent>();
        DataFile[] files = [.. dataset.Files.Where(file => File.Exists(PathOf(dataset, file)))];
        foreach (
            (DataFile file, Result<FileContent> read) in files.Zip(
                FileContent.Read(files.Select(file => (file.Role, PathOf(dataset, file))))
            )
        )
        {
            string path = PathOf(dataset, file);
            switch (read)
            {
                case Result<FileContent>.Ok(var content) when content.Is(file):
                    found.Add(file.Role, content);
                    break;
                case Result<FileContent>.Ok:
                    report(
                        new RunEvent.Notice(
                            $"{path}: is not the original file (its SHA-256 differs); it is not used."
                        )
                    );
                    break;
                case Result<FileContent>.Error(var failure):
                    report(new RunEvent.Notice($"{failure.Message} It is not used."));
                    break;
            }
        }
        return found.ToImmutable();
    }

    /// <summary>Completes the data set by downloads, which are kept.</summary>
    /// <param name="dataset">Which data set.</param>
    /// <param name="found">What is there already.</param>
    /// <param name="downloader">Fetches what is not.</param>
    /// <param name="cancellation">Gives up; no half-written file stays behind.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked to.</exception>
    public async Task<Result<ImmutableArray<FileContent>>> CompleteAsync(
        KnownDataset dataset,
        ImmutableDictionary<FileRole, FileContent> found,
        Downloader downloader,
        CancellationToken cancellation
    )
    {
        var contents = ImmutableArray.CreateBuilder<FileContent>(FileRoles.All.Length);
        foreach (FileRole role in FileRoles.All)
        {
            Result<FileContent> content = found.TryGetValue(role, out FileContent? known)
                ? known
                : await FetchAsync(dataset, dataset.File(role), downloader, cancellation)
                    .ConfigureAwait(false);
            if (content is Result<FileContent>.Error(var failure))
                return failure;
            contents.Add(content.ValueOrThrow());
        }
        return contents.MoveToImmutable();
    }

    private async Task<Result<FileContent>> FetchAsync(
        KnownDataset dataset,
        DataFile file,
        Downloader downloader,
        CancellationToken cancellation
    )
    {
        Result<byte[]> fetched = await downloader
            .FetchAsync(dataset, file, cancellation)
            .ConfigureAwait(false);
        return fetched.Then(bytes => Keep(dataset, file, bytes));
    }

    private Result<FileContent> Keep(KnownDataset dataset, DataFile file, byte[] bytes)
    {
        string path = PathOf(dataset, file);
        try
        {
            Directory.CreateDirectory(PlaceOf(dataset));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Failure(
                $"{PlaceOf(dataset)}: the directory for downloads cannot be made: {exception.Message}"
            );
        }
        return AtomicFile
            .Write(path, stream => stream.Write(bytes))
            .Then(_ => FileContent.Read(file.Role, path));
    }

    private string PathOf(KnownDataset dataset, DataFile file) =>
        Path.Combine(PlaceOf(dataset), file.Role.FileName() + ".gz");
}
