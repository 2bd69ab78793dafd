using LayerGen.Reference.Naive.Values;

namespace LayerGen.Reference.Naive.Heads;

/// <summary>
/// <c>pᵢ = 1 / (1 + e^−zᵢ)</c> with the mean over the outputs of
/// <c>−wᵢ tᵢ ln pᵢ − (1 − tᵢ) ln(1 − pᵢ)</c>, where <c>−ln p = ln(1 + e^−z)</c> and <c>−ln(1 − p) = ln(1 + e^z)</c>.
/// </summary>
/// <param name="givesLogits">Whether the outputs are the logits, not the probabilities.</param>
internal sealed class Labels(bool givesLogits) : Head
{
    public override double[] Outputs(double[] values) =>
        givesLogits ? values : Probabilities(values);

    public override double Loss(double[] values, double[] targets, double[] weights) =>
        values
            .Select(
                (z, i) =>
                    (weights[i] * targets[i] * Softplus(-z)) + ((1 - targets[i]) * Softplus(z))
            )
            .Average();

    public override Slopes Gradient(
        double[] values,
        double[] targets,
        double[] weights,
        double factor
    )
    {
        double share = factor / values.Length;
        (double No, double Yes)[] terms =
        [
            .. Probabilities(values)
                .Select((p, i) => ((1 - targets[i]) * p, weights[i] * targets[i] * (p - 1))),
        ];
        return new(
            [.. terms.Select(term => share * (term.No + term.Yes))],
            // p − 1 is a difference, whose rounding is that of its larger term.
            [
                .. terms.Select(
                    (term, i) =>
                        Math.Pow(share * (term.No + term.Yes + (2 * weights[i] * targets[i])), 2)
                ),
            ]
        );
    }

    public override (double Least, double Most)? Accuracy(double[] values, double[] targets)
    {
        double[] leads = [.. values.Zip(targets, (z, target) => target > 0.5 ? z : -z)];
        return (
            leads.Count(lead => lead > Doubtful) / (double)leads.Length,
            leads.Count(lead => lead >= -Doubtful) / (double)leads.Length
        );
    }

    private static double[] Probabilities(double[] values) =>
        [.. values.Select(z => 1 / (1 + Math.Exp(-z)))];

    private static double Softplus(double x) =>
        Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
}
