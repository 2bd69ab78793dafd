namespace LayerGen.Benchmarks.Networks;

/// <summary>Halves the image by strides instead of pooling, so that nothing is sparse but what ReLU silences.</summary>
[Network(28, 28, 1)]
[Conv(32, 3, Stride = 2, Padding = Padding.Same, Activation = Activation.Relu)]
[Conv(64, 3, Stride = 2, Padding = Padding.Same, Activation = Activation.Relu)]
[Flatten]
[Dense(128, Activation = Activation.Relu)]
[Dense(10)]
[Softmax]
public sealed partial class Strided;
