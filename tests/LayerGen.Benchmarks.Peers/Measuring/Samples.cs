using LayerGen.Benchmarks.Networks;
using LayerGen.Data;

namespace LayerGen.Benchmarks.Peers.Measuring;

/// <summary>What networks are measured with.</summary>
/// <param name="Name">Where it comes from.</param>
/// <param name="Pixels">0 to 255, NHWC, sample after sample.</param>
/// <param name="Labels">One a sample.</param>
internal sealed record Samples(string Name, byte[] Pixels, byte[] Labels)
{
    /// <summary>The folder with the four files of MNIST; without it images are drawn.</summary>
    public const string VariableName = "LAYERGEN_DATA";

    /// <summary>Enough that a turn does not learn them by heart, few enough to keep them as floats.</summary>
    public const int PoolSize = 2048;

    /// <summary>As many as MNIST has to train on.</summary>
    public const int EpochSize = 60_000;

    /// <summary>MNIST's training images where they are and fit, drawn ones elsewhere.</summary>
    /// <param name="shape">What the network reads.</param>
    /// <param name="count">How many.</param>
    public static Result<Samples> Of(ImageShape shape, int count)
    {
        if (shape != ImageShape.Grey28 || MnistFolder is not { } folder)
        {
            (byte[] pixels, byte[] labels) = LabelledImages.Draw(shape, count, seed: 1);
            return new Samples("drawn images", pixels, labels);
        }
        return Mnist(folder, "train").Then(dataset => First(dataset, shape, count));
    }

    /// <summary>The folder with MNIST's files; null where none is named.</summary>
    public static string? MnistFolder =>
        Environment.GetEnvironmentVariable(VariableName) is { Length: > 0 } folder ? folder : null;

    /// <summary>Reads a part of MNIST.</summary>
    /// <param name="folder">The folder with its files.</param>
    /// <param name="part"><c>train</c> or <c>t10k</c>.</param>
    public static Result<ImageDataset> Mnist(string folder, string part) =>
        IdxReader.ReadDataset(
            "MNIST",
            FileIn(folder, $"{part}-images-idx3-ubyte"),
            FileIn(folder, $"{part}-labels-idx1-ubyte"),
            LabelledImages.Classes
        );

    /// <summary>The samples in batches, as floats from 0 to 1.</summary>
    /// <param name="count">The first so many samples.</param>
    /// <param name="batchSize">Samples in a batch.</param>
    /// <param name="classes">How many the network tells apart.</param>
    public LabelledImages Batches(int count, int batchSize, int classes) =>
        LabelledImages.Cut(
            Pixels[..(count * (Pixels.Length / Labels.Length))],
            LabelsBelow(classes)[..count],
            batchSize
        );

    /// <summary>Labels for a network that tells fewer classes apart: what is left of a division by their number.</summary>
    public byte[] LabelsBelow(int classes) => [.. Labels.Select(label => (byte)(label % classes))];

    private static string FileIn(string folder, string name) =>
        Path.Combine(folder, name) is var path && File.Exists(path) ? path : $"{path}.gz";

    private static Result<Samples> First(ImageDataset dataset, ImageShape shape, int count)
    {
        if (dataset.ImageSize != shape.Size || dataset.Count < count)
            return new Failure(
                $"{VariableName}: found {dataset.Count} images of {dataset.Height}×{dataset.Width}, at least {count} of "
                    + $"{shape.Height}×{shape.Width} are needed; name a folder with MNIST's files, or leave it out."
            );
        byte[] pixels = new byte[count * shape.Size];
        byte[] labels = new byte[count];
        for (int i = 0; i < count; i++)
        {
            dataset.Image(i).CopyTo(pixels.AsSpan(i * shape.Size));
            labels[i] = (byte)dataset.Label(i);
        }
        return new Samples("MNIST", pixels, labels);
    }
}
