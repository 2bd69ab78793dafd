namespace LayerGen.Benchmarks.Peers.Architecture;

/// <summary>One layer, as a framework's model is built from it.</summary>
internal abstract record PeerLayer
{
    private PeerLayer() { }

    /// <summary>Convolution with bias and activation.</summary>
    public sealed record Conv(
        int Filters,
        WindowSize Size,
        PeerActivation Activation,
        int Stride = 1,
        bool IsSame = false
    ) : PeerLayer
    {
        /// <summary>Zeros on each side.</summary>
        public WindowSize Padding =>
            IsSame ? new((Size.Height - 1) / 2, (Size.Width - 1) / 2) : new(0, 0);

        /// <summary>How far windows are apart.</summary>
        public WindowSize Step => new(Stride, Stride);
    }

    /// <summary>Pooling; the stride is the window's size unless given.</summary>
    public abstract record Pool(WindowSize Size, int? Stride) : PeerLayer
    {
        /// <summary>How far windows are apart.</summary>
        public WindowSize Step => Stride is { } stride ? new(stride, stride) : Size;
    }

    /// <summary>The largest value of each window.</summary>
    public sealed record MaxPool(WindowSize Size, int? Stride = null) : Pool(Size, Stride);

    /// <summary>The mean of each window.</summary>
    public sealed record AvgPool(WindowSize Size, int? Stride = null) : Pool(Size, Stride);

    /// <summary>Image to features.</summary>
    public sealed record Flatten : PeerLayer;

    /// <summary>Dense layer with bias and activation.</summary>
    public sealed record Dense(int Units, PeerActivation Activation) : PeerLayer;

    /// <summary>Dropout while it trains.</summary>
    public sealed record Dropout(double Rate) : PeerLayer;
}

/// <summary>The axes of a window.</summary>
internal readonly record struct WindowSize(int Height, int Width)
{
    /// <summary>A square.</summary>
    public static implicit operator WindowSize(int size) => new(size, size);

    /// <summary>As the frameworks take it.</summary>
    public long[] Axes => [Height, Width];
}

/// <summary>What follows a layer's sum.</summary>
internal enum PeerActivation
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>max(0, x).</summary>
    Relu,

    /// <summary>tanh(x).</summary>
    Tanh,

    /// <summary>1 / (1 + e⁻ˣ).</summary>
    Sigmoid,
}
