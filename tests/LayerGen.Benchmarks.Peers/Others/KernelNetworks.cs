namespace LayerGen.Benchmarks.Peers.Others;

/// <summary>1×1 convolutions around a 3×3, and a mean over large windows.</summary>
[Network(16, 16, 32)]
[Conv(64, 1, Activation = Activation.Relu)]
[Conv(32, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[Conv(128, 1, Activation = Activation.Relu)]
[AvgPool(4)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class Bottleneck;

/// <summary>5×5 kernels over many channels, and dropout behind a large dense layer.</summary>
[Network(28, 28, 1)]
[Conv(32, 5, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPool(2)]
[Conv(64, 5, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPool(2)]
[Flatten]
[Dense(1024, Activation = Activation.Relu)]
[Dropout(0.4)]
[Dense(10)]
[Softmax]
public sealed partial class LargeKernels;

/// <summary>A stem of 7×7 with stride 2 and overlapping maxima, then 7×7 over many channels.</summary>
[Network(32, 32, 3)]
[Conv(32, 7, Stride = 2, Activation = Activation.Relu)]
[MaxPool(3, Stride = 2)]
[Conv(48, 7, Padding = Padding.Same, Activation = Activation.Relu)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class Stem;

/// <summary>5×5 kernels two pixels apart.</summary>
[Network(28, 28, 1)]
[Conv(16, 5, Stride = 2, Padding = Padding.Same, Activation = Activation.Relu)]
[Conv(32, 5, Stride = 2, Padding = Padding.Same, Activation = Activation.Relu)]
[Flatten]
[Dense(64, Activation = Activation.Relu)]
[Dense(10)]
[Softmax]
public sealed partial class StridedKernels;

/// <summary>A signal of eight channels: images of one row.</summary>
[Network(1, 128, 8)]
[Conv(32, 1, 5, Activation = Activation.Relu)]
[MaxPool(1, 2)]
[Conv(64, 1, 5, Activation = Activation.Relu)]
[MaxPool(1, 2)]
[Flatten]
[Dense(64, Activation = Activation.Relu)]
[Dense(6)]
[Softmax]
public sealed partial class Signal;
