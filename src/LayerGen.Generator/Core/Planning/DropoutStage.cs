namespace LayerGen.Generator.Core.Planning;

/// <summary>Dropout.</summary>
/// <param name="LayerIndex">Part of the key that decides what is dropped.</param>
internal sealed record DropoutStage(
    string Name,
    EquatableArray<int> Layers,
    Layout Input,
    Layout Output,
    bool NeedsInputGradient,
    double Rate,
    int LayerIndex
) : Stage(Name, Layers, Input, Output, NeedsInputGradient)
{
    public override bool DropsGradients => true;

    public override string ForwardWords(int groupSize) => "element by element";

    public override string BackwardWords => "element by element";

    public override bool MakesZeros(bool inputs) => true;
}
