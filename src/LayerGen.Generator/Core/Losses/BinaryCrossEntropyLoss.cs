namespace LayerGen.Generator.Core.Losses;

/// <summary>Logits of yes-or-no answers, with binary cross-entropy averaged over the outputs.</summary>
internal sealed record BinaryCrossEntropyLoss : Loss
{
    public const string Words = "binary cross-entropy";
    public const string Function = "sigmoid";
    public const string Runtime = "SigmoidCrossEntropy";

    public override string Attribute => "BinaryCrossEntropy";

    public override string Name => Words;

    public override LossTask Task => LossTask.MultiLabel;

    public override LossTargets Targets => LossTargets.Answers;

    public override LossHead Head => LossHead.Logits;

    public override string Applies => Function;

    public override string ForwardWords => $"{Name} from the logits";

    public override string BackwardWords => "probabilities less targets";

    public override string Accuracy => OfOutputs;

    public static Result<Loss> Bind(AttributeCall call) =>
        call.Checked<Loss>(new BinaryCrossEntropyLoss());

    public override string Measure(string gradient) =>
        $$"""
            {{TargetColumn}}
            ReadOnlySpan<float> classWeights = _training ? _classWeights : [];
            {{SampleWeight}}
            loss += weight * {{Runtime}}.Loss(logits, targets, classWeights);
            correct += {{Runtime}}.CountCorrect(logits, targets);
            if (_training)
            {
                Span<float> gradient = {{gradient}};
                {{Runtime}}.Probabilities(logits, gradient);
                {{Runtime}}.Gradient(gradient, targets, classWeights, weight / _batch, gradient);
            }
            """;
}
