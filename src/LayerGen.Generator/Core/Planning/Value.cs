namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// What one stage hands to others: the network's input, or what a stage writes. Every value has one layout; who reads it
/// sees it through a <see cref="Read"/>. Compares by value.
/// </summary>
/// <param name="Name">The stage that writes it; <c>Input</c> and a number for what the caller gives.</param>
/// <param name="Shape">What one sample looks like.</param>
/// <param name="Layout">How it lies in memory.</param>
/// <param name="Producer">The stage that writes it; null for what the caller gives.</param>
/// <param name="Readers">The stages that read it, in the order of the forward pass; one that reads it twice stands here twice.</param>
/// <param name="NeedsGradient">Whether something learns that it depends on.</param>
internal sealed record Value(
    string Name,
    Shape Shape,
    Layout Layout,
    int? Producer,
    EquatableArray<int> Readers,
    bool NeedsGradient
)
{
    /// <summary>For what the caller gives: where it begins in a sample's column.</summary>
    public int ColumnOffset { get; init; }
}

/// <summary>One value as a stage reads it. Compares by value.</summary>
/// <param name="Value">The value's place in the plan.</param>
/// <param name="Layout">
/// What the stage sees of it: all of it, or the part inside the border that another reader asked for.
/// </param>
/// <param name="Offset">Floats from the value's first to the first that the stage sees.</param>
internal sealed record Read(int Value, Layout Layout, int Offset)
{
    /// <summary>Whether the stage computes the gradient with respect to it.</summary>
    public bool NeedsGradient { get; init; }

    /// <summary>
    /// Whether another reader's backward pass has written that gradient before, so that this one adds to it. The first
    /// in the schedule writes: what a value gets from several readers is summed without being cleared.
    /// </summary>
    public bool AddsGradient { get; init; }
}
