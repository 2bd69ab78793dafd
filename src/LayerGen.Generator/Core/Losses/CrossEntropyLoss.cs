namespace LayerGen.Generator.Core.Losses;

/// <summary>Logits of exclusive classes, with categorical cross-entropy against labels.</summary>
internal sealed record CrossEntropyLoss(double LabelSmoothing) : Loss
{
    public override string Attribute => "CrossEntropy";

    public override EquatableArray<string> Arguments => CrossEntropy.Arguments(LabelSmoothing);

    public override EquatableArray<string> Settings => CrossEntropy.Settings(LabelSmoothing);

    public override string Name => CrossEntropy.Name;

    public override LossTask Task => LossTask.Classification;

    public override LossTargets Targets => LossTargets.Labels;

    public override LossHead Head => LossHead.Logits;

    public override string Applies => CrossEntropy.Function;

    public override string ForOneOutput => "[BinaryCrossEntropy]";

    public override string ForwardWords => $"{Name} from the logits";

    public override string BackwardWords => "probabilities less targets";

    public override string Accuracy => OfSamples;

    /// <summary>Labels, or with <c>SoftTargets</c> distributions: two losses that share an attribute.</summary>
    public static Result<Loss> Bind(AttributeCall call)
    {
        double smoothing = call.Double(CrossEntropy.LabelSmoothing);
        return call.Checked<Loss>(
            call.Bool(SoftTargetLoss.SoftTargets, false)
                ? new SoftTargetLoss(smoothing)
                : new CrossEntropyLoss(smoothing),
            call.Fraction(CrossEntropy.LabelSmoothing)
        );
    }

    public override string Measure(string gradient) =>
        CrossEntropy.MeasureLabels(
            SampleWeight,
            LabelSmoothing,
            $"""
            Span<float> gradient = {gradient};
            {CrossEntropy.OfLabels}.Probabilities(logits, gradient);
            {CrossEntropy.OfLabels}.Gradient(gradient, {CrossEntropy.Label(
                LabelSmoothing
            )}, weight / _batch, gradient);
            """
        );
}
