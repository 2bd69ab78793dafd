using LayerGen;

namespace MnistModel.Synthetic;

/// <summary>Handwritten-looking digits that we draw ourselves, for where no data set can be had.</summary>
/// <remarks>They look like MNIST and are not MNIST: a result on them says nothing about a result on it.</remarks>
internal static class SyntheticDigits
{
    /// <summary>Images for training, as many as MNIST has.</summary>
    public const int TrainingCount = 60_000;

    /// <summary>Images for the test, as many as MNIST has.</summary>
    public const int TestCount = 10_000;

    // One stream of the seed an image, so that any thread can draw any image; the test set's streams start behind any
    // training set's. Other parts of the program name their streams by letters, far from these numbers.
    private const ulong TrainingStreams = 1UL << 40;
    private const ulong TestStreams = 1UL << 41;

    /// <summary>Draws the training images.</summary>
    /// <param name="seed">Decides every byte.</param>
    /// <param name="count">How many; at least 0.</param>
    /// <param name="threads">How many at once; 0 for one a processor. Does not change a byte.</param>
    /// <param name="cancellation">Ends the drawing early.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked to.</exception>
    public static DigitImages Training(
        ulong seed,
        int count = TrainingCount,
        int threads = 0,
        CancellationToken cancellation = default
    ) => Draw(seed, TrainingStreams, count, threads, cancellation);

    /// <summary>Draws the test images; none of them is a training image.</summary>
    /// <inheritdoc cref="Training"/>
    public static DigitImages Test(
        ulong seed,
        int count = TestCount,
        int threads = 0,
        CancellationToken cancellation = default
    ) => Draw(seed, TestStreams, count, threads, cancellation);

    private static DigitImages Draw(
        ulong seed,
        ulong streams,
        int count,
        int threads,
        CancellationToken cancellation
    )
    {
        const int Length = DigitCanvas.Side * DigitCanvas.Side;
        byte[] pixels = new byte[checked(count * Length)];
        byte[] labels = new byte[count];
        ParallelOptions options = new()
        {
            MaxDegreeOfParallelism = threads == 0 ? Environment.ProcessorCount : threads,
            CancellationToken = cancellation,
        };
        Parallel.For(
            0,
            count,
            options,
            () => new DigitCanvas(),
            (index, _, canvas) =>
            {
                // Every class as often as every other; batches are shuffled later, so the order does not matter.
                int digit = index % 10;
                RandomSource random = RandomSource.For(seed, streams + (ulong)index);
                var ways = Glyphs.ByDigit[digit];
                Glyph glyph = ways[random.NextInt32(ways.Length)];
                canvas.Write(glyph, ref random, pixels.AsSpan(index * Length, Length));
                labels[index] = (byte)digit;
                return canvas;
            },
            _ => { }
        );
        return new(pixels, labels);
    }
}

/// <summary>Images with their labels.</summary>
/// <param name="Pixels">28 · 28 bytes an image, row by row; 0 is the background.</param>
/// <param name="Labels">The digit, 0 to 9, of each image.</param>
internal sealed record DigitImages(byte[] Pixels, byte[] Labels);
