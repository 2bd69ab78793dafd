namespace LayerGen.Generator.Core.Losses;

/// <summary>Probabilities of yes-or-no answers by sigmoid, with binary cross-entropy averaged over the outputs.</summary>
internal sealed record SigmoidLoss : Loss
{
    public override string Attribute => "Sigmoid";

    public override string Name => BinaryCrossEntropyLoss.Words;

    public override LossTask Task => LossTask.MultiLabel;

    public override LossTargets Targets => LossTargets.Answers;

    public override LossHead Head =>
        LossHead.Probabilities($"{BinaryCrossEntropyLoss.Runtime}.Probabilities");

    public override string Applies => BinaryCrossEntropyLoss.Function;

    public override string ForwardWords => $"probabilities and {Name} from the logits";

    public override string BackwardWords => "probabilities less targets";

    public override string Accuracy => OfOutputs;

    public override string Measure(string gradient) =>
        $"""
            {TargetColumn}
            ReadOnlySpan<float> classWeights = _training ? _classWeights : [];
            {SampleWeight}
            loss += weight * {BinaryCrossEntropyLoss.Runtime}.Loss(logits, targets, classWeights);
            correct += {BinaryCrossEntropyLoss.Runtime}.CountCorrect(logits, targets);
            if (_training)
                {BinaryCrossEntropyLoss.Runtime}.Gradient(probabilities, targets, classWeights, weight / _batch, {gradient});
            """;
}
