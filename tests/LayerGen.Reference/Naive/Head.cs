namespace LayerGen.Reference.Naive;

/// <summary>What makes probabilities and a loss of the logits of one sample; targets are one number an output.</summary>
internal abstract class Head
{
    // Two float32 logits that are closer than this may change places by rounding.
    private const double Doubtful = 1e-4;

    public abstract double[] Probabilities(double[] logits);

    /// <summary>The loss of the sample, in nats.</summary>
    /// <param name="logits">One an output.</param>
    /// <param name="targets">One an output.</param>
    /// <param name="weights">What a target of 1 counts, for each output.</param>
    public abstract double Loss(double[] logits, double[] targets, double[] weights);

    /// <summary>
    /// The gradient of <see cref="Loss"/> with respect to the logits, times a factor: without weights <c>p − t</c>.
    /// </summary>
    public abstract Slopes Gradient(
        double[] logits,
        double[] targets,
        double[] weights,
        double factor
    );

    /// <summary>The fractions answered right at least and at most.</summary>
    public abstract (double Least, double Most) Accuracy(double[] logits, double[] targets);

    /// <summary>
    /// <c>pᵢ = e^zᵢ / Σ e^zⱼ</c> with <c>loss = −Σ tᵢ ln pᵢ = ln Σ e^zⱼ − Σ tᵢ zᵢ</c> for targets that sum to 1.
    /// </summary>
    internal sealed class Softmax : Head
    {
        public override double[] Probabilities(double[] logits)
        {
            double normaliser = LogSumExp(logits);
            return [.. logits.Select(logit => Math.Exp(logit - normaliser))];
        }

        public override double Loss(double[] logits, double[] targets, double[] weights) =>
            Weight(targets, weights)
            * (LogSumExp(logits) - logits.Zip(targets, (logit, target) => logit * target).Sum());

        public override Slopes Gradient(
            double[] logits,
            double[] targets,
            double[] weights,
            double factor
        )
        {
            double scale = factor * Weight(targets, weights);
            double[] probabilities = Probabilities(logits);
            return new(
                [.. probabilities.Zip(targets, (p, target) => scale * (p - target))],
                [.. probabilities.Zip(targets, (p, target) => Math.Pow(scale * (p + target), 2))]
            );
        }

        private static double Weight(double[] targets, double[] weights) =>
            targets.Zip(weights, (target, weight) => target * weight).Sum();

        public override (double Least, double Most) Accuracy(double[] logits, double[] targets)
        {
            int label = Array.IndexOf(targets, 1.0);
            double best = logits
                .Where((_, i) => i != label)
                .DefaultIfEmpty(double.NegativeInfinity)
                .Max();
            double lead = logits[label] - best;
            return (lead > Doubtful ? 1 : 0, lead >= -Doubtful ? 1 : 0);
        }

        private static double LogSumExp(double[] logits)
        {
            double largest = logits.Max();
            return largest + Math.Log(logits.Sum(logit => Math.Exp(logit - largest)));
        }
    }

    /// <summary>
    /// <c>pᵢ = 1 / (1 + e^−zᵢ)</c> with the mean over the outputs of
    /// <c>−wᵢ tᵢ ln pᵢ − (1 − tᵢ) ln(1 − pᵢ)</c>, where <c>−ln p = ln(1 + e^−z)</c> and <c>−ln(1 − p) = ln(1 + e^z)</c>.
    /// </summary>
    internal sealed class Sigmoid : Head
    {
        public override double[] Probabilities(double[] logits) =>
            [.. logits.Select(logit => 1 / (1 + Math.Exp(-logit)))];

        public override double Loss(double[] logits, double[] targets, double[] weights) =>
            logits
                .Select(
                    (z, i) =>
                        (weights[i] * targets[i] * Softplus(-z)) + ((1 - targets[i]) * Softplus(z))
                )
                .Average();

        public override Slopes Gradient(
            double[] logits,
            double[] targets,
            double[] weights,
            double factor
        )
        {
            double share = factor / logits.Length;
            (double No, double Yes)[] terms =
            [
                .. Probabilities(logits)
                    .Select((p, i) => ((1 - targets[i]) * p, weights[i] * targets[i] * (p - 1))),
            ];
            return new(
                [.. terms.Select(term => share * (term.No + term.Yes))],
                // p − 1 is a difference, whose rounding is that of its larger term.
                [
                    .. terms.Select(
                        (term, i) =>
                            Math.Pow(
                                share * (term.No + term.Yes + (2 * weights[i] * targets[i])),
                                2
                            )
                    ),
                ]
            );
        }

        public override (double Least, double Most) Accuracy(double[] logits, double[] targets)
        {
            double[] leads = [.. logits.Zip(targets, (z, target) => target > 0.5 ? z : -z)];
            return (
                leads.Count(lead => lead > Doubtful) / (double)leads.Length,
                leads.Count(lead => lead >= -Doubtful) / (double)leads.Length
            );
        }

        private static double Softplus(double x) =>
            Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x)));
    }
}
