using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>An activation that no stage before it could take.</summary>
internal sealed record ActivationStage(
    string Name,
    EquatableArray<int> Layers,
    Layout Input,
    Layout Output,
    bool NeedsInputGradient,
    Activation Activation
) : Stage(Name, Layers, Input, Output, NeedsInputGradient)
{
    public override string ForwardWords(int groupSize) => "element by element";

    public override string BackwardWords => "element by element";

    public override bool MakesZeros(bool inputs) => Activation == Activation.Relu;
}
