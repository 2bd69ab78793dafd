using LayerGen.Reference.Naive;

namespace LayerGen.Reference.Checks;

/// <summary>Compares a loss with that of the naive network.</summary>
internal static class LossComparison
{
    public static IEnumerable<Finding> Run(
        string mode,
        BatchLoss computed,
        NaiveLoss expected,
        Sensitivity? sensitivity
    )
    {
        // The data loss is a difference of logits of order 1, the penalty a sum of positive terms.
        yield return Finding.Compare(
            $"{mode} loss",
            "loss",
            [computed.Data],
            [expected.Data],
            [1 + expected.Data],
            sensitivity is null
                ? null
                : () => sensitivity.Of([expected.Data], step => [step.Loss.Data])
        );
        yield return Finding.Compare(
            $"{mode} penalty",
            "penalty",
            [computed.Penalty],
            [expected.Penalty],
            [expected.Penalty]
        );
        if (double.IsNaN(expected.LeastAccuracy))
            yield break;
        double? fraction = computed.Accuracy;
        double answered = fraction ?? double.NaN;
        double accuracy = Math.Clamp(answered, expected.LeastAccuracy, expected.MostAccuracy);
        yield return Finding.Compare($"{mode} accuracy", "accuracy", [answered], [accuracy], [1]);
    }
}
