namespace LayerGen.Benchmarks.Peers.Others;

/// <summary>Four convolutions with nothing between them.</summary>
[Network(16, 16, 16)]
[Conv(64, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[Conv(64, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[Conv(64, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[Conv(64, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class DeepRelu;

/// <summary>The same where every position carries gradient.</summary>
[Network(16, 16, 16)]
[Conv(64, 3, Padding = Padding.Same, Activation = Activation.Tanh)]
[Conv(64, 3, Padding = Padding.Same, Activation = Activation.Tanh)]
[Conv(64, 3, Padding = Padding.Same, Activation = Activation.Tanh)]
[Conv(64, 3, Padding = Padding.Same, Activation = Activation.Tanh)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class DeepTanh;

/// <summary>Means behind ReLU.</summary>
[Network(28, 28, 1)]
[Conv(16, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[AvgPool(2)]
[Conv(32, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[AvgPool(2)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class Averages;

/// <summary>
/// Colour photographs by 5×5 kernels and overlapping windows. Source of the pattern: Krizhevsky, Sutskever, Hinton,
/// "ImageNet classification with deep convolutional neural networks", NIPS 2012, at the size of CIFAR.
/// </summary>
[Network(32, 32, 3)]
[Conv(32, 5, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPool(3, Stride = 2)]
[Conv(32, 5, Padding = Padding.Same, Activation = Activation.Relu)]
[AvgPool(3, Stride = 2)]
[Conv(64, 5, Padding = Padding.Same, Activation = Activation.Relu)]
[AvgPool(3, Stride = 2)]
[Flatten]
[Dense(64, Activation = Activation.Relu)]
[Dense(10)]
[Softmax]
public sealed partial class AlexNetLike;
