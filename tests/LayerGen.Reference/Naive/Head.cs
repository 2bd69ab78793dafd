namespace LayerGen.Reference.Naive;

/// <summary>What makes probabilities and a loss of the logits of one sample; targets are one number an output.</summary>
internal abstract class Head
{
    // Two float32 logits that are closer than this may change places by rounding.
    private const double Doubtful = 1e-4;

    public abstract double[] Probabilities(double[] logits);

    /// <summary>The loss of the sample, in nats.</summary>
    public abstract double Loss(double[] logits, double[] targets);

    /// <summary>
    /// The gradient of <see cref="Loss"/> with respect to the logits, <c>p − t</c> in both cases, times a weight.
    /// </summary>
    public Slopes Gradient(double[] logits, double[] targets, double weight)
    {
        double[] probabilities = Probabilities(logits);
        double factor = weight * Share(logits.Length);
        return new(
            [.. probabilities.Zip(targets, (p, target) => factor * (p - target))],
            [.. probabilities.Zip(targets, (p, target) => Math.Pow(factor * (p + target), 2))]
        );
    }

    /// <summary>The part that one output has in the loss of its sample.</summary>
    protected abstract double Share(int outputs);

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

        public override double Loss(double[] logits, double[] targets) =>
            LogSumExp(logits) - logits.Zip(targets, (logit, target) => logit * target).Sum();

        protected override double Share(int outputs) => 1;

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
    /// <c>−tᵢ ln pᵢ − (1 − tᵢ) ln(1 − pᵢ) = ln(1 + e^zᵢ) − tᵢ zᵢ</c>.
    /// </summary>
    internal sealed class Sigmoid : Head
    {
        public override double[] Probabilities(double[] logits) =>
            [.. logits.Select(logit => 1 / (1 + Math.Exp(-logit)))];

        public override double Loss(double[] logits, double[] targets) =>
            logits.Zip(targets, (logit, target) => Softplus(logit) - (target * logit)).Average();

        protected override double Share(int outputs) => 1.0 / outputs;

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
