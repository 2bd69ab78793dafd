namespace LayerGen.Benchmarks.Networks;

/// <summary>The network that the repository trains on MNIST.</summary>
[Network(28, 28, 1)]
[Conv(32, 3, Activation = Activation.Relu)]
[MaxPool(2)]
[Conv(64, 3, Activation = Activation.Relu)]
[MaxPool(2)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class ReferenceCnn;
