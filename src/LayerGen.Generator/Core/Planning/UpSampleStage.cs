namespace LayerGen.Generator.Core.Planning;

/// <summary>Repeats rows and columns of an image.</summary>
internal sealed record UpSampleStage(
    string Name,
    EquatableArray<int> Layers,
    Layout Input,
    Layout Output,
    bool NeedsInputGradient,
    int Factor
) : Stage(Name, Layers, Input, Output, NeedsInputGradient)
{
    public override string ForwardWords(int groupSize) => "copies of each position";

    public override string BackwardWords => "sum of the copies' gradients";

    public override bool MakesZeros(bool inputs) => inputs;
}
