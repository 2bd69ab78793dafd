using LayerGen.Reference.Naive;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Checks;

/// <summary>Judges the judge: the naive network's gradients against differences of its loss, without generated code.</summary>
public static class NaiveCheck
{
    /// <summary>
    /// The largest error of a difference that is right. At distance 1e-5 it errs by some 1e-10 of terms of order 1; third
    /// derivatives of a network are larger than 1, and the loss loses digits where it sums many terms.
    /// </summary>
    public const double Tolerance = 1e-6;

    /// <summary>Of how many numbers of a network one is moved, so that large networks take no longer than small ones.</summary>
    public static int Every(Stack stack) => 1 + (int)(stack.MultiplyAdds / 200);

    /// <summary>Whether an outcome lets the naive network pass.</summary>
    public static bool IsRight(DifferenceCheck.Outcome outcome) =>
        outcome.Compared > outcome.Skipped && outcome.WorstError < Tolerance;

    /// <summary>Compares the gradients of a stack of random weights on a small batch.</summary>
    /// <param name="stack">The network.</param>
    /// <param name="every">Of so many numbers one is moved.</param>
    /// <param name="samples">The size of the batch.</param>
    public static DifferenceCheck.Outcome Run(Stack stack, int every, int samples = 2)
    {
        Circumstances circumstances = Circumstances.For(stack, 1, 0, null) with
        {
            Samples = SampleKind.Continuous,
            IsWeighted = stack.Layers.Length % 2 == 0 && !stack.IsRegression,
        };
        NaiveNetwork network = NaiveNetwork.Build(
            stack,
            NaiveParameter.Draw(stack, new(1)),
            1,
            circumstances.ClassWeights(stack)
        );
        Batch batch = Batch.Random(stack, circumstances, samples, 1);
        return DifferenceCheck.Run(network, batch.Samples, batch.TargetColumns, every);
    }
}
