using LayerGen.Generator.Core.Losses;

namespace LayerGen.Generator.Core.Layers;

/// <summary>
/// A closed union: a layer's own settings, checked, before any shape is known. One case a layer kind, each in a file
/// of its own with its rules. Compares by value.
/// </summary>
internal abstract record Layer
{
    private protected Layer() { }

    /// <summary>What names of such layers begin with: <c>conv</c>.</summary>
    public abstract string Stem { get; }

    /// <summary>The layer for readers: <c>Conv(32, 3×3, Relu)</c>.</summary>
    public abstract string Display { get; }

    /// <summary>The layer as an attribute: <c>[Conv(32, 3, Activation = Activation.Relu)]</c>.</summary>
    public abstract string AttributeText { get; }

    /// <summary>The loss of a network that ends with this layer; null where it defines none.</summary>
    public virtual Loss? LossAtEnd => null;

    /// <summary>Whether nothing can stand after it.</summary>
    public virtual bool IsEnd => false;

    /// <summary>Whether the layer has weights.</summary>
    public virtual bool Learns => false;

    /// <summary>What leaves the layer and what it learns, given what reaches it; or why it does not fit.</summary>
    public abstract Result<LayerShape> Infer(LayerInput input);
}

/// <summary>A layer's answer to the shape that reaches it. Compares by value.</summary>
internal sealed record LayerShape(
    Shape Output,
    EquatableArray<ParameterShape> Parameters,
    long MultiplyAdds
)
{
    /// <summary>The shape of a layer that neither learns nor multiplies.</summary>
    public static Result<LayerShape> Free(Shape output) =>
        new Result<LayerShape>.Ok(new(output, [], 0));
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
