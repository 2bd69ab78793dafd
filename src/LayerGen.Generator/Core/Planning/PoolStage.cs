using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>Pooling of values that are already in memory.</summary>
internal sealed record PoolStage(
    string Name,
    EquatableArray<int> Layers,
    Layout Input,
    Layout Output,
    bool NeedsInputGradient,
    Pooling Pooling,
    Size2 Size,
    Size2 Stride
) : Stage(Name, Layers, Input, Output, NeedsInputGradient)
{
    /// <summary>The type that can hold any position of a window.</summary>
    public string WinnerType => Size.Area > 256 ? "int" : "byte";

    public override string ForwardWords(int groupSize) =>
        Pooling == Pooling.Max ? "maximum from memory" : "mean from memory";

    public override string BackwardWords =>
        Pooling == Pooling.Max ? "to the winners" : "to all of a window";

    public override bool MakesZeros(bool inputs) => inputs;

    public override IEnumerable<PlannedBuffer> Memory(int groupSize)
    {
        if (Pooling == Pooling.Max)
            yield return Buffer(
                "Winner",
                Output.Size,
                BufferScope.Group,
                BufferUse.Activation,
                "Which position of each window was the largest.",
                WinnerType
            );
    }
}
