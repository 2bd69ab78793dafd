using System.Collections.Immutable;
using LayerGen.Reference.Naive;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Checks;

/// <summary>Compares what a generated network computes in a training step.</summary>
internal sealed class TrainingComparison(
    Stack stack,
    INetwork network,
    NaiveNetwork naive,
    Batch batch,
    long step
)
{
    private readonly NaiveStep _expected = naive.LossAndGradients(
        batch.Samples,
        batch.TargetColumns,
        step
    );

    private readonly Sensitivity? _sensitivity = stack.Normalises ? new(naive, batch, step) : null;

    /// <summary>What the batch normalisations have to remember after the step.</summary>
    public ImmutableArray<NaiveStatistics> Statistics => _expected.Statistics;

    /// <summary>Trains the network with the batch.</summary>
    /// <param name="isDecided">Whether gradients can be judged.</param>
    public IEnumerable<Finding> Run(bool isDecided)
    {
        BatchLoss loss = batch.Train(network);
        foreach (
            Finding finding in LossComparison.Run("training", loss, _expected.Loss, _sensitivity)
        )
            yield return finding;
        foreach (Finding finding in OfStatistics())
            yield return finding;
        if (!isDecided)
            yield break;
        for (int i = 0; i < _expected.Gradients.Length; i++)
            yield return OfGradient(i);
    }

    private Finding OfGradient(int index)
    {
        Parameter parameter = RunningStatistics.Learned(network)[index];
        NaiveGradient gradient = _expected.Gradients[index];
        return Finding.Compare(
            parameter.Name,
            string.Concat(parameter.Name.Where(letter => !char.IsAsciiDigit(letter))),
            NaiveParameter.From(parameter with { Value = parameter.Gradient }).Values,
            gradient.Values,
            gradient.TermSums,
            Allowance(gradient.Values, result => result.Gradients[index].Values)
        );
    }

    private IEnumerable<Finding> OfStatistics() =>
        RunningStatistics
            .Of(network)
            .Zip(Statistics)
            .SelectMany(pair =>
                new[]
                {
                    OfStatistic("running mean", pair.First.Mean, pair.Second.Mean),
                    OfStatistic("running variance", pair.First.Variance, pair.Second.Variance),
                }
            );

    private static Finding OfStatistic(
        string subject,
        ImmutableArray<double> computed,
        ImmutableArray<double> expected
    ) =>
        Finding.Compare(
            subject,
            subject,
            computed,
            expected,
            [.. expected.Select(value => 1 + Math.Abs(value))]
        );

    private Func<double>? Allowance(
        IReadOnlyList<double> expected,
        Func<NaiveStep, IEnumerable<double>> read
    ) => _sensitivity is null ? null : () => _sensitivity.Of(expected, read);
}
