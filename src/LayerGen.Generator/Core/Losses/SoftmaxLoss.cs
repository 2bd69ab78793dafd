namespace LayerGen.Generator.Core.Losses;

/// <summary>Probabilities of exclusive classes by softmax, with categorical cross-entropy against labels.</summary>
internal sealed record SoftmaxLoss(double LabelSmoothing) : Loss
{
    public override string Attribute => "Softmax";

    public override EquatableArray<string> Arguments => CrossEntropy.Arguments(LabelSmoothing);

    public override EquatableArray<string> Settings => CrossEntropy.Settings(LabelSmoothing);

    public override string Name => CrossEntropy.Name;

    public override LossTask Task => LossTask.Classification;

    public override LossTargets Targets => LossTargets.Labels;

    public override LossHead Head =>
        LossHead.Probabilities($"{CrossEntropy.OfLabels}.Probabilities");

    public override string Applies => CrossEntropy.Function;

    public override string ForOneOutput => "[Sigmoid]";

    public override string ForwardWords => $"probabilities and {Name} from the logits";

    public override string BackwardWords => "probabilities less targets";

    public override string Accuracy => OfSamples;

    public static Result<Loss> Bind(AttributeCall call) =>
        call.Checked<Loss>(
            new SoftmaxLoss(call.Double(CrossEntropy.LabelSmoothing)),
            call.Fraction(CrossEntropy.LabelSmoothing)
        );

    public override string Measure(string gradient) =>
        CrossEntropy.MeasureLabels(
            SampleWeight,
            LabelSmoothing,
            $"{CrossEntropy.OfLabels}.Gradient(probabilities, {CrossEntropy.Label(LabelSmoothing)}, weight / _batch, {gradient});"
        );
}
