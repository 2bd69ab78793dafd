namespace LayerGen.Benchmarks.Peers.Architecture;

/// <summary>One layer, as a framework's model is built from it.</summary>
internal abstract record PeerLayer
{
    private PeerLayer() { }

    /// <summary>Convolution with square kernels, bias and activation.</summary>
    public sealed record Conv(
        int Filters,
        int Size,
        PeerActivation Activation,
        int Stride = 1,
        bool IsSame = false
    ) : PeerLayer;

    /// <summary>The largest value of each window; the stride is the window's size.</summary>
    public sealed record MaxPool(int Size) : PeerLayer;

    /// <summary>The mean of each window; the stride is the window's size.</summary>
    public sealed record AvgPool(int Size) : PeerLayer;

    /// <summary>Image to features.</summary>
    public sealed record Flatten : PeerLayer;

    /// <summary>Dense layer with bias and activation.</summary>
    public sealed record Dense(int Units, PeerActivation Activation) : PeerLayer;
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
}
