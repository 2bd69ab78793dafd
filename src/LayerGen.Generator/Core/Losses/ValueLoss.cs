namespace LayerGen.Generator.Core.Losses;

/// <summary>A loss between numbers and numbers: outputs are what the last layer gives, of any shape.</summary>
/// <param name="Runtime">Its class in the runtime.</param>
/// <param name="Extra">Further arguments of its functions, each with a comma before it.</param>
internal abstract record ValueLoss(string Runtime, string Extra = "") : Loss
{
    public sealed override LossTask Task => LossTask.Regression;

    public sealed override LossTargets Targets => LossTargets.Values;

    public sealed override LossHead Head => LossHead.Values;

    public sealed override string ForwardWords => $"{Name} of the outputs";

    public sealed override string Measure(string gradient) =>
        $"""
            {TargetColumn}
            {SampleWeight}
            loss += weight * {Runtime}.Loss(outputs, targets{Extra});
            if (_training)
                {Runtime}.Gradient(outputs, targets{Extra}, weight / _batch, {gradient});
            """;
}
