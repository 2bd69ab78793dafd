using System.Collections.Immutable;

namespace LayerGen.Reference.Naive.Values;

/// <summary>One sample on its way through the network.</summary>
/// <param name="Training">Whether dropout drops.</param>
/// <param name="Step">How many batches the network was trained with before.</param>
/// <param name="Sample">The sample's column in the batch.</param>
/// <param name="Choices">Where the branches that the operations take are written down.</param>
internal sealed record Pass(bool Training, long Step, int Sample, ChoiceLog Choices);

/// <summary>A batch on its way through the network.</summary>
/// <param name="Training">Whether dropout drops and batches are normalised by their own statistics.</param>
/// <param name="Samples">One pass a sample.</param>
/// <param name="Rounding">What happens to numbers on the way.</param>
internal sealed record BatchPass(bool Training, ImmutableArray<Pass> Samples, Rounding Rounding)
{
    /// <summary>A batch in training.</summary>
    /// <param name="samples">How many samples.</param>
    /// <param name="step">How many batches the network was trained with before.</param>
    /// <param name="firstColumn">The column of the first sample.</param>
    /// <param name="rounding">What happens to numbers on the way; nothing if absent.</param>
    public static BatchPass Train(
        int samples,
        long step,
        int firstColumn = 0,
        Rounding? rounding = null
    ) =>
        new(
            true,
            [.. Enumerable.Range(firstColumn, samples).Select(i => new Pass(true, step, i, new()))],
            rounding ?? Rounding.None
        );

    /// <summary>A batch at inference.</summary>
    public static BatchPass Infer(int samples, Rounding? rounding = null) =>
        new(
            false,
            [.. Enumerable.Range(0, samples).Select(i => new Pass(false, 0, i, new()))],
            rounding ?? Rounding.None
        );
}
