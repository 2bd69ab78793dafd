namespace LayerGen.Benchmarks.Networks;

/// <summary>Three dense layers: half a million weights, so that memory counts as much as arithmetic.</summary>
[Network(784)]
[Dense(512, Activation = Activation.Relu)]
[Dense(256, Activation = Activation.Relu)]
[Dense(10)]
[Softmax]
public sealed partial class Mlp;
