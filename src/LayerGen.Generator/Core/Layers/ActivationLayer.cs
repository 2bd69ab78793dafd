using LayerGen.Generator.Core.Losses;

namespace LayerGen.Generator.Core.Layers;

/// <summary>ReLU, sigmoid or tanh as a layer of its own.</summary>
internal sealed record ActivationLayer(Activation Activation) : Layer
{
    public override string Stem =>
        Activation switch
        {
            Activation.Relu => "relu",
            Activation.Sigmoid => "sigmoid",
            Activation.Tanh => "tanh",
            _ => throw new InvalidOperationException($"No layer applies {Activation}."),
        };

    public override string Display => Activation.ToString();

    public override string AttributeText => CSharpText.Attribute(Activation.ToString());

    public override Loss? LossAtEnd => Activation == Activation.Sigmoid ? new SigmoidLoss() : null;

    public static Result<Layer> Bind(Activation activation, AttributeCall call) =>
        call.Checked<Layer>(new ActivationLayer(activation));

    public override Result<LayerShape> Infer(LayerInput input) => LayerShape.Free(input.Shape);
}
