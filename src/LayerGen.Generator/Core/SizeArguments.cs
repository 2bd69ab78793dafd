namespace LayerGen.Generator.Core;

/// <summary>The parameters that give a size: once for both axes, or once for each. Compares by value.</summary>
internal sealed record SizeArguments(string Square, string Height, string Width)
{
    /// <summary>What the attribute says; 1 × 1 stands in for nothing at all.</summary>
    public Size2 Read(AttributeCall call) =>
        call.Has(Square)
            ? new(call.Int(Square), call.Int(Square))
            : new(call.Int(Height, 1), call.Int(Width, 1));

    /// <summary>The parameter to blame when a window does not fit.</summary>
    public string Blame(Size2 window, Shape.Image image) =>
        window.Height == window.Width ? Square
        : window.Height > image.Height ? Height
        : Width;
}
