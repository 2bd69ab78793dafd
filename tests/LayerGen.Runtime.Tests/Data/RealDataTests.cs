using LayerGen.Data;

namespace LayerGen.Tests.Data;

public class RealDataTests
{
    // How often each digit occurs is published with the files; both sums are the counts of images.
    private static readonly int[] TrainingDigits =
    [
        5923,
        6742,
        5958,
        6131,
        5842,
        5421,
        5918,
        6265,
        5851,
        5949,
    ];

    private static readonly int[] TestDigits =
    [
        980,
        1135,
        1032,
        1010,
        982,
        892,
        958,
        1028,
        974,
        1009,
    ];

    [SkippableTheory]
    [InlineData("train", 60_000)]
    [InlineData("t10k", 10_000)]
    public void ReadDataset_reads_the_original_files(string part, int count)
    {
        string? folder = Environment.GetEnvironmentVariable("LAYERGEN_DATA");
        Skip.If(
            folder is null,
            "set LAYERGEN_DATA to a folder with the four *-ubyte.gz files of MNIST"
        );
        ImageDataset dataset = IdxReader
            .ReadDataset(
                "MNIST",
                Path.Combine(folder!, $"{part}-images-idx3-ubyte.gz"),
                Path.Combine(folder!, $"{part}-labels-idx1-ubyte.gz"),
                classes: 10
            )
            .ValueOrThrow();
        Assert.Equal((count, 28, 28), (dataset.Count, dataset.Height, dataset.Width));
        int[] digits = new int[10];
        for (int i = 0; i < count; i++)
            digits[dataset.Label(i)]++;
        Assert.Equal(part == "train" ? TrainingDigits : TestDigits, digits);
    }
}
