namespace LayerGen.Generator.Core;

/// <summary>A closed union: what one sample looks like between two layers. Compares by value.</summary>
internal abstract record Shape
{
    private Shape() { }

    /// <summary>How many numbers one sample has.</summary>
    public abstract int Size { get; }

    /// <summary>An image in NHWC order.</summary>
    public sealed record Image(int Height, int Width, int Channels) : Shape
    {
        public override int Size => checked(Height * Width * Channels);

        public override string ToString() => $"{Height}×{Width}×{Channels}";
    }

    /// <summary>A vector of features.</summary>
    public sealed record Features(int Count) : Shape
    {
        public override int Size => Count;

        public override string ToString() => $"{Count}";
    }

    /// <summary>The sizes of the axes, outermost first.</summary>
    public EquatableArray<int> Axes =>
        this switch
        {
            Image(var height, var width, var channels) => [height, width, channels],
            Features(var count) => [count],
            _ => throw new InvalidOperationException("Shape is a closed union."),
        };
}

/// <summary>Rows and columns of a kernel, a window or a stride.</summary>
internal readonly record struct Size2(int Height, int Width)
{
    public int Area => Height * Width;

    public override string ToString() => $"{Height}×{Width}";
}
