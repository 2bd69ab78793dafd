namespace LayerGen.Benchmarks.Networks;

/// <summary>
/// Pairs of 3×3 convolutions on small colour images: almost nothing but dense arithmetic. Source of the pattern: Simonyan,
/// Zisserman, "Very deep convolutional networks for large-scale image recognition", ICLR 2015.
/// </summary>
[Network(32, 32, 3)]
[Conv(32, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[Conv(32, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPool(2)]
[Conv(64, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[Conv(64, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPool(2)]
[Flatten]
[Dense(128, Activation = Activation.Relu)]
[Dense(10)]
[Softmax]
public sealed partial class VggLike;
