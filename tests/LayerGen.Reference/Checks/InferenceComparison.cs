using LayerGen.Reference.Naive;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Checks;

/// <summary>Compares what a generated network computes in inference mode.</summary>
internal static class InferenceComparison
{
    public static IEnumerable<Finding> Run(
        Stack stack,
        INetwork network,
        NaiveNetwork naive,
        Batch batch
    )
    {
        double[][] samples = batch.Samples;
        Sensitivity? sensitivity = stack.Normalises ? new(naive, batch, 0) : null;
        double[] expected = [.. naive.Outputs(samples).SelectMany(sample => sample)];
        double[] computed =
        [
            .. network.Forward(batch.Inputs).Values.Select(value => (double)value),
        ];
        // A probability is read on the scale from 0 to 1; so is another number, unless it is larger.
        double[] scales = [.. expected.Select(value => Math.Max(1, Math.Abs(value)))];
        yield return Finding.Compare(
            "outputs",
            "outputs",
            computed,
            expected,
            scales,
            sensitivity is null ? null : () => sensitivity.OfOutputs(expected)
        );
        foreach (
            Finding finding in LossComparison.Run(
                "inference",
                batch.Judge(network),
                naive.Loss(samples, batch.TargetColumns),
                sensitivity
            )
        )
            yield return finding;
    }
}
