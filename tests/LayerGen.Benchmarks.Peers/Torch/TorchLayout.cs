namespace LayerGen.Benchmarks.Peers.Torch;

/// <summary>How libtorch keeps images and kernels.</summary>
internal enum TorchLayout
{
    /// <summary>NCHW, libtorch's default.</summary>
    Default,

    /// <summary>NHWC behind NCHW axes, by strides.</summary>
    ChannelsLast,
}
