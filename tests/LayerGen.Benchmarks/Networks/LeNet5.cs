namespace LayerGen.Benchmarks.Networks;

/// <summary>
/// The classic of small images, with its averages and hyperbolic tangents. Source: LeCun, Bottou, Bengio, Haffner,
/// "Gradient-based learning applied to document recognition", Proceedings of the IEEE, 1998.
/// </summary>
[Network(28, 28, 1)]
[Conv(6, 5, Padding = Padding.Same, Activation = Activation.Tanh)]
[AvgPool(2)]
[Conv(16, 5, Activation = Activation.Tanh)]
[AvgPool(2)]
[Flatten]
[Dense(120, Activation = Activation.Tanh)]
[Dense(84, Activation = Activation.Tanh)]
[Dense(10)]
[Softmax]
public sealed partial class LeNet5;
