using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Benchmarks.Networks;

/// <summary>
/// Images that a network can learn: how many gradients are zero decides the speed of a backward pass, and labels drawn at
/// random would leave the network in a state that no real training has.
/// </summary>
/// <param name="Inputs">features × batch, one matrix a batch.</param>
/// <param name="Labels">0 to 9, one array a batch.</param>
public sealed record LabelledImages(DenseMatrix[] Inputs, int[][] Labels)
{
    /// <summary>How many classes there are.</summary>
    public const int Classes = 10;

    /// <summary>One block of a class's pattern is so many pixels wide and high.</summary>
    private const int Block = 4;

    /// <summary>How many batches there are.</summary>
    public int Count => Inputs.Length;

    /// <summary>Cuts samples into batches; what is left over is left out.</summary>
    /// <param name="pixels">0 to 255, sample after sample.</param>
    /// <param name="labels">One a sample.</param>
    /// <param name="batchSize">Samples in a batch.</param>
    public static LabelledImages Cut(byte[] pixels, byte[] labels, int batchSize)
    {
        ArgumentNullException.ThrowIfNull(pixels);
        ArgumentNullException.ThrowIfNull(labels);
        int size = pixels.Length / labels.Length;
        int batches = labels.Length / batchSize;
        return new(
            [
                .. Enumerable
                    .Range(0, batches)
                    .Select(batch =>
                        DenseMatrix.Create(
                            size,
                            batchSize,
                            (row, column) =>
                                pixels[(((batch * batchSize) + column) * size) + row] / 255f
                        )
                    ),
            ],
            [
                .. Enumerable
                    .Range(0, batches)
                    .Select(batch =>
                        labels
                            .Skip(batch * batchSize)
                            .Take(batchSize)
                            .Select(label => (int)label)
                            .ToArray()
                    ),
            ]
        );
    }

    /// <summary>Draws samples: a pattern of blocks for each class, moved by up to four pixels, with noise on top.</summary>
    /// <param name="shape">Grey images are dark around their pattern, as written digits are; colours are never 0.</param>
    /// <param name="count">How many.</param>
    /// <param name="seed">The same seed draws the same.</param>
    public static (byte[] Pixels, byte[] Labels) Draw(ImageShape shape, int count, int seed)
    {
#pragma warning disable CA5394 // Images to measure with need no secure random numbers.
        Random random = new(seed);
        bool[] isLit = new bool[Classes * shape.Size];
        for (int i = 0; i < isLit.Length; i++)
            isLit[i] = random.NextDouble() < 0.35;
        byte[] labels = new byte[count];
        byte[] pixels = new byte[count * shape.Size];
        for (int sample = 0; sample < count; sample++)
        {
            int label = random.Next(Classes);
            labels[sample] = (byte)label;
            int down = random.Next(Math.Min(Block, shape.Height - 1) + 1);
            int right = random.Next(Math.Min(Block, shape.Width - 1) + 1);
            for (int i = 0; i < shape.Size; i++)
            {
                int row = i / (shape.Width * shape.Channels);
                int column = i / shape.Channels % shape.Width;
                int block = ((row + down) / Block * shape.Width) + ((column + right) / Block);
                int lit = (label * shape.Size) + (block * shape.Channels) + (i % shape.Channels);
                int noise = random.Next(64);
                pixels[(sample * shape.Size) + i] = (byte)(
                    shape.Channels > 1 ? (isLit[lit] ? 255 : 64) - noise
                    : isLit[lit] && !IsMargin(row, shape.Height) && !IsMargin(column, shape.Width)
                        ? 255 - noise
                    : 0
                );
            }
        }
        return (pixels, labels);
#pragma warning restore CA5394
    }

    private static bool IsMargin(int at, int size) => at < Block || at >= size - Block;
}
