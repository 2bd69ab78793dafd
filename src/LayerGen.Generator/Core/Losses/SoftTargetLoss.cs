namespace LayerGen.Generator.Core.Losses;

/// <summary>Logits of exclusive classes, with categorical cross-entropy against distributions.</summary>
internal sealed record SoftTargetLoss(double LabelSmoothing) : Loss
{
    public const string SoftTargets = "SoftTargets";

    public override string Attribute => "CrossEntropy";

    public override EquatableArray<string> Arguments =>
        [.. CrossEntropy.Arguments(LabelSmoothing), $"{SoftTargets} = true"];

    public override EquatableArray<string> Settings =>
        [.. CrossEntropy.Settings(LabelSmoothing), "soft targets"];

    public override string Name => CrossEntropy.Name;

    public override LossTask Task => LossTask.Classification;

    public override LossTargets Targets => LossTargets.Distributions;

    public override LossHead Head => LossHead.Logits;

    public override string Applies => CrossEntropy.Function;

    public override string ForOneOutput => "[BinaryCrossEntropy]";

    public override string ForwardWords => $"{Name} with distributions from the logits";

    public override string BackwardWords => "probabilities less targets";

    public override string Accuracy => OfSamples;

    public override string Measure(string gradient) =>
        $"""
            {TargetColumn}
            ReadOnlySpan<float> classWeights = _training ? _classWeights : [];
            {SampleWeight}
            loss += weight * {CrossEntropy.OfDistributions}.Loss(logits, targets, {CSharpText.Number(
                LabelSmoothing
            )}d, classWeights);
            correct += {CrossEntropy.OfDistributions}.IsCorrect(logits, targets) ? 1 : 0;
            if (_training)
                {CrossEntropy.OfDistributions}.Gradient(logits, targets, {CSharpText.Number(
                LabelSmoothing
            )}d, classWeights, weight / _batch, {gradient});
            """;
}
