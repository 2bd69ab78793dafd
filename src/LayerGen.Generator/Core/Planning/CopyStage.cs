namespace LayerGen.Generator.Core.Planning;

/// <summary>Copies samples from one layout to another: into a border, or out of padding.</summary>
/// <param name="Purpose">Why, as a sentence.</param>
internal sealed record CopyStage(
    string Name,
    EquatableArray<int> Layers,
    Layout Input,
    Layout Output,
    bool NeedsInputGradient,
    string Purpose
) : Stage(Name, Layers, Input, Output, NeedsInputGradient)
{
    public override string ForwardWords(int groupSize) => "copy";

    public override string BackwardWords => "copy";

    public override bool MakesZeros(bool inputs) => inputs;
}
