namespace LayerGen.Generator.Core.Layers;

/// <summary>
/// A closed union: a layer's own settings, checked, before any shape is known. One case a layer kind, each in a file
/// of its own with its rules. Compares by value.
/// </summary>
internal abstract record Layer
{
    private protected Layer() { }
}

/// <summary>The function applied to each value; the numbers are those of the public enumeration.</summary>
internal enum Activation
{
    None,
    Relu,
    Sigmoid,
    Tanh,
}

/// <summary>What lies beyond an image's border; the numbers are those of the public enumeration.</summary>
internal enum Padding
{
    Valid,
    Same,
}

/// <summary>The factors of <c>Σ|weight|</c> and <c>Σ weight²</c> in the loss.</summary>
internal readonly record struct Penalty(double L1, double L2)
{
    public bool IsNone => L1 == 0 && L2 == 0;
}
