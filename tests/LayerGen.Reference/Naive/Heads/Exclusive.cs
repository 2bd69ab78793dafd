using LayerGen.Reference.Naive.Values;

namespace LayerGen.Reference.Naive.Heads;

/// <summary>
/// <c>pᵢ = e^zᵢ / Σ e^zⱼ</c> with <c>loss = −Σ wᵢ qᵢ ln pᵢ</c> and <c>−ln pᵢ = ln Σ e^zⱼ − zᵢ</c>. Of targets <c>t</c>
/// smoothing gives every class an equal share: <c>q = (1 − smoothing) · t + smoothing / classes</c>.
/// </summary>
/// <param name="smoothing">From 0 to 1.</param>
/// <param name="givesLogits">Whether the outputs are the logits, not the probabilities.</param>
/// <param name="hasDistributions">
/// Whether targets are distributions: each term then has the weight of its class; otherwise all have that of the label.
/// </param>
internal sealed class Exclusive(double smoothing, bool givesLogits, bool hasDistributions) : Head
{
    public override double[] Outputs(double[] values) =>
        givesLogits ? values : Probabilities(values);

    public override double Loss(double[] values, double[] targets, double[] weights)
    {
        double normaliser = LogSumExp(values);
        return Shares(targets, weights)
            .Zip(values, (share, value) => share * (normaliser - value))
            .Sum();
    }

    public override Slopes Gradient(
        double[] values,
        double[] targets,
        double[] weights,
        double factor
    )
    {
        double[] shares = Shares(targets, weights);
        double all = shares.Sum();
        (double P, double Share)[] terms = [.. Probabilities(values).Zip(shares)];
        return new(
            [.. terms.Select(term => factor * ((term.P * all) - term.Share))],
            [.. terms.Select(term => Math.Pow(factor * ((term.P * all) + term.Share), 2))]
        );
    }

    public override (double Least, double Most)? Accuracy(double[] values, double[] targets)
    {
        // Of distributions the most probable class is the right one; any of them where several are.
        (double Least, double Most)[] answers =
        [
            .. Enumerable
                .Range(0, targets.Length)
                .Where(label => targets[label] == targets.Max())
                .Select(label => Answer(values, label)),
        ];
        return (answers.Min(answer => answer.Least), answers.Max(answer => answer.Most));
    }

    private static (double Least, double Most) Answer(double[] values, int label)
    {
        double best = values
            .Where((_, i) => i != label)
            .DefaultIfEmpty(double.NegativeInfinity)
            .Max();
        double lead = values[label] - best;
        return (lead > Doubtful ? 1 : 0, lead >= -Doubtful ? 1 : 0);
    }

    /// <summary>What the logarithm of each probability counts: <c>w q</c>.</summary>
    private double[] Shares(double[] targets, double[] weights)
    {
        double label = targets.Zip(weights, (target, weight) => target * weight).Sum();
        return
        [
            .. targets.Select(
                (target, i) =>
                    (hasDistributions ? weights[i] : label)
                    * (((1 - smoothing) * target) + (smoothing / targets.Length))
            ),
        ];
    }

    private static double[] Probabilities(double[] values)
    {
        double normaliser = LogSumExp(values);
        return [.. values.Select(value => Math.Exp(value - normaliser))];
    }

    private static double LogSumExp(double[] values)
    {
        double largest = values.Max();
        return largest + Math.Log(values.Sum(value => Math.Exp(value - largest)));
    }
}
