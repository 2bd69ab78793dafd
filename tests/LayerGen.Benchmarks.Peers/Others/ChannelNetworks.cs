namespace LayerGen.Benchmarks.Peers.Others;

/// <summary>3, 12 and 20 channels: few, and no multiples of a vector.</summary>
[Network(24, 24, 3)]
[Conv(12, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPool(2)]
[Conv(20, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPool(2)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class FewChannels;

/// <summary>48 and 100 channels.</summary>
[Network(16, 16, 12)]
[Conv(48, 3, Activation = Activation.Relu)]
[Conv(100, 3, Activation = Activation.Relu)]
[MaxPool(2)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class ManyChannels;

/// <summary>Small images of 128 and 256 channels, as deep in a large network.</summary>
[Network(8, 8, 64)]
[Conv(128, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[Conv(256, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPool(2)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class WideChannels;

/// <summary>Sizes that divide by nothing.</summary>
[Network(29, 31, 5)]
[Conv(13, 3, 5, Activation = Activation.Relu)]
[MaxPool(2)]
[Conv(13, 3, Activation = Activation.Relu)]
[MaxPool(3, Stride = 2)]
[Flatten]
[Dense(7)]
[Softmax]
public sealed partial class OddSizes;
