using System.Collections.Immutable;

namespace MnistModel.Data;

/// <summary>A public data set whose original files we can recognise and fetch.</summary>
/// <param name="Name">What it is called on the command line and in reports.</param>
/// <param name="Files">Its four files.</param>
/// <param name="Mirrors">Where the original files lie, compressed; each address ends with a slash.</param>
/// <param name="SystemDirectory">Where a package of the operating system puts the files, if there is one.</param>
internal sealed record KnownDataset(
    string Name,
    ImmutableArray<DataFile> Files,
    ImmutableArray<Uri> Mirrors,
    string? SystemDirectory
)
{
    private const int ImageHeaderBytes = 16;
    private const int LabelHeaderBytes = 8;

    /// <summary>Handwritten digits.</summary>
    public static KnownDataset Mnist { get; } =
        new(
            "mnist",
            FilesWithHashes(
                "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
                "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
                "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
                "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2"
            ),
            [
                new("https://ossci-datasets.s3.amazonaws.com/mnist/"),
                new("https://storage.googleapis.com/cvdf-datasets/mnist/"),
            ],
            SystemDirectory: null
        );

    /// <summary>Ten kinds of clothing, in the format of MNIST.</summary>
    public static KnownDataset FashionMnist { get; } =
        new(
            "fashion-mnist",
            FilesWithHashes(
                "c59f468a2f672dc815687fe0f83887768d799fd8a3f3276145d20f83aa44d888",
                "bad3541b69d912435c50bb6ba87bec294ff4f6a2e1246121d8633921760443d9",
                "5b4141f0afbad91edebe8549f8fcffe087ea10ca49f1dbef5c9a5cd8815ce37b",
                "0402a96d92fd2663957122ceb108a494c5af83dab82d92729df917d7dec38c34"
            ),
            [
                new(
                    "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/"
                ),
                // No TLS there: what arrives is checked by its hash like everything else.
                new("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/"),
            ],
            SystemDirectory: "/usr/share/datasets/fashion-mnist"
        );

    /// <summary>All of them.</summary>
    public static ImmutableArray<KnownDataset> All { get; } = [Mnist, FashionMnist];

    /// <summary>One of the four files.</summary>
    /// <param name="role">Which.</param>
    public DataFile File(FileRole role) => Files.First(file => file.Role == role);

    private static ImmutableArray<DataFile> FilesWithHashes(
        string trainingImages,
        string trainingLabels,
        string testImages,
        string testLabels
    ) =>
        [
            new(FileRole.TrainingImages, ImageHeaderBytes + (60_000 * 28 * 28), trainingImages),
            new(FileRole.TrainingLabels, LabelHeaderBytes + 60_000, trainingLabels),
            new(FileRole.TestImages, ImageHeaderBytes + (10_000 * 28 * 28), testImages),
            new(FileRole.TestLabels, LabelHeaderBytes + 10_000, testLabels),
        ];
}
