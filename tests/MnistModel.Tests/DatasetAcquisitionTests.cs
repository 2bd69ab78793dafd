using LayerGen;
using MnistModel.Data;
using MnistModel.Data.Download;
using MnistModel.Reporting;

namespace MnistModel.Tests;

public sealed class DatasetAcquisitionTests : IDisposable
{
    private static readonly Dictionary<FileRole, byte[]> OneFiles = IdxBytes.SmallDataset(seed: 1);
    private static readonly Dictionary<FileRole, byte[]> TwoFiles = IdxBytes.SmallDataset(seed: 2);
    private static readonly KnownDataset One = IdxBytes.Known(
        "one",
        OneFiles,
        "https://a.example/"
    );
    private static readonly KnownDataset Two = IdxBytes.Known(
        "two",
        TwoFiles,
        "https://a.example/"
    );

    private readonly TemporaryDirectory _place = new();
    private readonly List<string> _notices = [];
    private FakeMirror _mirror = FakeMirror.Offline();
    private string? _variable;

    public void Dispose()
    {
        _place.Dispose();
        _mirror.Dispose();
    }

    [Fact]
    public async Task Acquire_downloads_once_and_then_reads_the_cache()
    {
        _mirror = Serving(OneFiles);
        LoadedData downloaded = (await AcquireAsync(new DatasetChoice.Known(One))).ValueOrThrow();

        Assert.Equal(("one", true), (downloaded.Name, downloaded.IsOriginal));
        Assert.Equal(IdxBytes.TrainingCount, downloaded.Training.Count);
        Assert.Equal(IdxBytes.TestCount, downloaded.Test.Count);
        Assert.Equal(4, _mirror.Asked.Count);
        Assert.Equal(4, Directory.GetFileSystemEntries(_place["cache", "one"]).Length);

        _mirror = FakeMirror.Offline();
        LoadedData cached = (await AcquireAsync(new DatasetChoice.Known(One))).ValueOrThrow();

        Assert.Equal("one", cached.Name);
        Assert.Empty(_mirror.Asked);
    }

    [Fact]
    public async Task Acquire_fetches_a_cached_file_again_when_its_hash_is_wrong()
    {
        _mirror = Serving(OneFiles);
        await AcquireAsync(new DatasetChoice.Known(One));
        string path = _place["cache", "one", "t10k-labels-idx1-ubyte.gz"];
        await File.WriteAllBytesAsync(path, IdxBytes.Gzip(TwoFiles[FileRole.TrainingLabels]));
        _mirror = Serving(OneFiles);

        LoadedData data = (await AcquireAsync(new DatasetChoice.Known(One))).ValueOrThrow();

        Assert.Equal("one", data.Name);
        Assert.Equal("/t10k-labels-idx1-ubyte.gz", Assert.Single(_mirror.Asked).AbsolutePath);
        Assert.Contains(path, Assert.Single(_notices), StringComparison.Ordinal);
        Assert.Equal(
            OneFiles[FileRole.TestLabels][8..],
            FileContent.Read(FileRole.TestLabels, path).ValueOrThrow().Values.ToArray()
        );
    }

    [Fact]
    public async Task Acquire_refuses_when_the_data_set_was_asked_for_and_cannot_be_had()
    {
        Result<LoadedData> data = await AcquireAsync(new DatasetChoice.Known(One));

        string message = MessageOf(data);
        Assert.Contains("no network", message, StringComparison.Ordinal);
        Assert.Contains("--data", message, StringComparison.Ordinal);
        Assert.Contains("--dataset synthetic", message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(_place["cache", "one"]));
    }

    [Fact]
    public async Task Acquire_says_so_and_draws_when_nothing_was_asked_for_and_nothing_can_be_had()
    {
        LoadedData data = (await AcquireAsync(new DatasetChoice.Unspecified())).ValueOrThrow();

        Assert.Equal(("synthetic", false), (data.Name, data.IsOriginal));
        Assert.Contains("not MNIST", data.Title, StringComparison.Ordinal);
        Assert.Equal((60_000, 10_000), (data.Training.Count, data.Test.Count));
        Assert.Contains("synthetic digits", Assert.Single(_notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acquire_draws_without_asking_a_mirror_when_synthetic_was_asked_for()
    {
        LoadedData data = (await AcquireAsync(new DatasetChoice.Synthetic())).ValueOrThrow();

        Assert.Equal("synthetic", data.Name);
        Assert.Empty(_mirror.Asked);
        Assert.Empty(_notices);
    }

    [Fact]
    public async Task Acquire_never_looks_elsewhere_when_the_directory_given_is_bad()
    {
        _mirror = Serving(OneFiles);
        _variable = Write("good", OneFiles);

        Result<LoadedData> data = await AcquireAsync(
            new DatasetChoice.Unspecified(),
            _place["nowhere"]
        );

        Assert.Contains(_place["nowhere"], MessageOf(data), StringComparison.Ordinal);
        Assert.Empty(_mirror.Asked);
    }

    [Fact]
    public async Task Acquire_refuses_a_directory_that_holds_another_known_data_set()
    {
        Result<LoadedData> data = await AcquireAsync(
            new DatasetChoice.Known(One),
            Write("data", TwoFiles)
        );

        Assert.Contains(
            "holds two, but --dataset asks for one",
            MessageOf(data),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Acquire_reports_the_true_name_when_no_data_set_was_asked_for()
    {
        LoadedData data = (
            await AcquireAsync(new DatasetChoice.Unspecified(), Write("data", TwoFiles))
        ).ValueOrThrow();

        Assert.Equal(("two", true), (data.Name, data.IsOriginal));
        Assert.Contains("holds two", Assert.Single(_notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acquire_takes_the_users_word_for_unknown_content_and_says_so()
    {
        string directory = Write("data", IdxBytes.SmallDataset(seed: 3));

        LoadedData named = (
            await AcquireAsync(new DatasetChoice.Known(One), directory)
        ).ValueOrThrow();
        LoadedData unnamed = (
            await AcquireAsync(new DatasetChoice.Unspecified(), directory)
        ).ValueOrThrow();

        Assert.Equal(("one", false), (named.Name, named.IsOriginal));
        Assert.Contains("not the original files", named.Title, StringComparison.Ordinal);
        Assert.Contains("on your word", Assert.Single(_notices), StringComparison.Ordinal);
        Assert.Equal(("custom", false), (unnamed.Name, unnamed.IsOriginal));
    }

    [Fact]
    public async Task Acquire_refuses_known_files_under_each_others_names()
    {
        Dictionary<FileRole, byte[]> swapped = new(OneFiles)
        {
            [FileRole.TrainingImages] = OneFiles[FileRole.TestImages],
            [FileRole.TestImages] = OneFiles[FileRole.TrainingImages],
        };

        Result<LoadedData> data = await AcquireAsync(
            new DatasetChoice.Unspecified(),
            Write("data", swapped)
        );

        Assert.Contains("holds the test images of one", MessageOf(data), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acquire_refuses_a_mixture_of_known_data_sets()
    {
        Dictionary<FileRole, byte[]> mixed = new(OneFiles)
        {
            [FileRole.TestImages] = TwoFiles[FileRole.TestImages],
        };

        Result<LoadedData> data = await AcquireAsync(
            new DatasetChoice.Unspecified(),
            Write("data", mixed)
        );

        Assert.Contains("belongs to one", MessageOf(data), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Acquire_looks_elsewhere_when_the_variable_names_another_known_data_set()
    {
        _variable = Write("variable", TwoFiles);
        _mirror = Serving(OneFiles);

        LoadedData data = (await AcquireAsync(new DatasetChoice.Known(One))).ValueOrThrow();

        Assert.Equal("one", data.Name);
        Assert.Contains("holds two, not one", Assert.Single(_notices), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte", false)]
    [InlineData("train-images-idx3-ubyte.gz", true)]
    [InlineData("train-images.idx3-ubyte", false)]
    [InlineData("train-images.idx3-ubyte.gz", true)]
    public async Task Acquire_reads_files_under_both_styles_of_names(string name, bool packed)
    {
        string directory = Write("data", OneFiles);
        byte[] bytes = OneFiles[FileRole.TrainingImages];
        File.Delete(Path.Combine(directory, "train-images-idx3-ubyte"));
        await File.WriteAllBytesAsync(
            Path.Combine(directory, name),
            packed ? IdxBytes.Gzip(bytes) : bytes
        );

        LoadedData data = (
            await AcquireAsync(new DatasetChoice.Unspecified(), directory)
        ).ValueOrThrow();

        Assert.Equal(("one", true), (data.Name, data.IsOriginal));
    }

    [SkippableFact]
    public async Task Acquire_finds_fashion_mnist_where_the_systems_package_puts_it()
    {
        Skip.IfNot(
            Directory.Exists(KnownDataset.FashionMnist.SystemDirectory),
            "The system's package of Fashion-MNIST is not installed."
        );

        LoadedData data = (
            await AcquireAsync(new DatasetChoice.Known(KnownDataset.FashionMnist))
        ).ValueOrThrow();

        Assert.Equal(("fashion-mnist", true), (data.Name, data.IsOriginal));
        Assert.Equal((60_000, 10_000), (data.Training.Count, data.Test.Count));
        Assert.Empty(_mirror.Asked);
    }

    private static FakeMirror Serving(Dictionary<FileRole, byte[]> files) =>
        new(address =>
            FakeMirror.Body(
                IdxBytes.Gzip(
                    files.Single(pair => address.Segments[^1] == pair.Key.FileName() + ".gz").Value
                )
            )
        );

    private static string MessageOf(Result<LoadedData> data) =>
        Assert.IsType<Result<LoadedData>.Error>(data).Failure.Message;

    private string Write(string name, Dictionary<FileRole, byte[]> files)
    {
        string directory = _place[name];
        Directory.CreateDirectory(directory);
        foreach (var (role, bytes) in files)
            File.WriteAllBytes(Path.Combine(directory, role.FileName()), bytes);
        return directory;
    }

    private async Task<Result<LoadedData>> AcquireAsync(
        DatasetChoice choice,
        string? directory = null
    )
    {
        DatasetAcquisition acquisition = new(
            [One, Two],
            new DatasetPlaces(_variable, _place["cache"]),
            () => _mirror,
            DownloadLimits.Default with
            {
                RetryPause = TimeSpan.Zero,
            },
            happened =>
            {
                if (happened is RunEvent.Notice(var text))
                    _notices.Add(text);
            }
        );
        return await acquisition.AcquireAsync(
            new(directory, choice, Seed: 1, Threads: 0),
            CancellationToken.None
        );
    }
}
