using System.Collections.Immutable;

namespace LayerGen.Reference.Naive;

/// <summary>
/// Compares the naive network's gradients with central differences of its loss, wherever the loss is smooth between
/// the two points: this is what makes it fit to judge others.
/// </summary>
public static class DifferenceCheck
{
    // The error of a central difference is h² · f‴ / 6 + ε · f / h: with ε = 2⁻⁵³ and derivatives of order 1 it is
    // smallest near h = 1e-5, at about 1e-10.
    private const double Distance = 1e-5;

    /// <summary>The outcome over all learned numbers and inputs.</summary>
    /// <param name="Compared">How many gradients were compared.</param>
    /// <param name="Skipped">How many lie at a kink: another branch is taken on one of the sides.</param>
    /// <param name="WorstError">The largest difference, relative to the largest gradient of the network or 1e-3.</param>
    public readonly record struct Outcome(int Compared, int Skipped, double WorstError);

    /// <summary>Checks all gradients of a batch, or every so many of them, those of the inputs included.</summary>
    public static Outcome Run(
        NaiveNetwork network,
        double[][] samples,
        double[][] targets,
        int every = 1
    )
    {
        NaiveStep step = network.LossAndGradients(samples, targets, 0);
        ImmutableArray<NaiveGradient> gradients = [.. step.Gradients, step.Inputs];
        double scale = gradients.SelectMany(g => g.Values).Select(Math.Abs).Append(1e-3).Max();
        Outcome outcome = new(0, 0, 0);
        for (int tensor = 0; tensor < gradients.Length; tensor++)
        for (int i = 0; i < gradients[tensor].Values.Length; i += every)
        {
            ref double value = ref tensor == step.Gradients.Length
                ? ref samples[i / step.Inputs.Columns][i % step.Inputs.Columns]
                : ref network.Learned(tensor, i);
            double original = value;
            value = original + Distance;
            (double above, ulong pieceAbove) = network.TrainingLoss(samples, targets, 0);
            value = original - Distance;
            (double below, ulong pieceBelow) = network.TrainingLoss(samples, targets, 0);
            value = original;
            double difference = (above - below) / (2 * Distance);
            double error = Math.Abs(difference - gradients[tensor].Values[i]) / scale;
            outcome =
                pieceAbove == pieceBelow
                    ? outcome with
                    {
                        Compared = outcome.Compared + 1,
                        WorstError = Math.Max(outcome.WorstError, error),
                    }
                    : outcome with
                    {
                        Skipped = outcome.Skipped + 1,
                    };
        }
        return outcome;
    }
}
