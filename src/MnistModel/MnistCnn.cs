using LayerGen;

namespace MnistModel;

/// <summary>Reads a 28×28 grey image as one of ten classes. Everything but these attributes is generated.</summary>
[Network(28, 28, 1)]
[Conv(32, 3, Activation = Activation.Relu)]
[MaxPool(2)]
[Conv(64, 3, Activation = Activation.Relu)]
[MaxPool(2)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class MnistCnn;
