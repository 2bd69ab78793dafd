using System.Collections.Immutable;
using LayerGen.Reference.Naive;
using LayerGen.Reference.Naive.Values;

namespace LayerGen.Reference.Checks;

/// <summary>
/// How far rounding alone carries the results of a network: the naive network computes them again with errors as large as
/// those of float32. Normalisation divides by what may be small, so that the size of the terms does not tell it.
/// </summary>
internal sealed class Sensitivity(NaiveNetwork naive, Batch batch, long step)
{
    // Errors by chance may cancel each other in one run: the largest of three counts.
    private static readonly ImmutableArray<int> Seeds = [1, 2, 3];

    private readonly Lazy<ImmutableArray<(NaiveStep Step, double[][] Outputs)>> _runs = new(() =>
        [
            .. Seeds.Select(seed =>
                (
                    naive.LossAndGradients(
                        batch.Samples,
                        batch.TargetColumns,
                        step,
                        Rounding.Single(seed)
                    ),
                    naive.Outputs(batch.Samples, Rounding.Single(seed))
                )
            ),
        ]
    );

    /// <summary>The largest change of what a training step computes.</summary>
    /// <param name="expected">What it computes without errors.</param>
    /// <param name="read">Where to find the same with errors.</param>
    public double Of(IReadOnlyList<double> expected, Func<NaiveStep, IEnumerable<double>> read) =>
        _runs.Value.Max(run => Largest(expected, read(run.Step)));

    /// <summary>The largest change of the outputs at inference.</summary>
    public double OfOutputs(IReadOnlyList<double> expected) =>
        _runs.Value.Max(run => Largest(expected, run.Outputs.SelectMany(sample => sample)));

    private static double Largest(IEnumerable<double> expected, IEnumerable<double> rounded) =>
        expected.Zip(rounded, (a, b) => Math.Abs(a - b)).Max();
}
