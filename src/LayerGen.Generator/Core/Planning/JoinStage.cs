using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>Several values joined into one, and an activation of the result.</summary>
internal sealed record JoinStage(
    string Name,
    EquatableArray<int> Layers,
    Layout Input,
    Layout Output,
    bool NeedsInputGradient,
    Joining Joining,
    Activation Activation
) : Stage(Name, Layers, Input, Output, NeedsInputGradient)
{
    public override string ForwardWords(int groupSize) =>
        (Joining == Joining.Concat ? "one after the other" : "element by element")
        + (Activation == Activation.None ? "" : $" + {Activation}");

    public override string BackwardWords =>
        Joining switch
        {
            Joining.Add => "to each input",
            Joining.Multiply => "to each input, times the others",
            Joining.Concat => "to each input its part",
            _ => throw new InvalidOperationException($"No words for {Joining}."),
        };

    public override bool MakesZeros(bool inputs) =>
        Activation == Activation.Relu || (inputs && Joining != Joining.Add);
}
