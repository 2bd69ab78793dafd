namespace LayerGen.Benchmarks.Stages;

/// <summary>32 filters of 3×3 with a border.</summary>
[Network(16, 16, 32)]
[Conv(32, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class ConvSame;

/// <summary>32 filters of 3×3 without a border.</summary>
[Network(16, 16, 32)]
[Conv(32, 3, Activation = Activation.Relu)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class ConvValid;

/// <summary>32 filters of 3×3, every other position.</summary>
[Network(16, 16, 32)]
[Conv(32, 3, Stride = 2, Padding = Padding.Same, Activation = Activation.Relu)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class ConvStrided;

/// <summary>32 filters of 5×5.</summary>
[Network(16, 16, 32)]
[Conv(32, 5, Activation = Activation.Relu)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class ConvFive;

/// <summary>6 filters of 5×5 over one channel: columns in lanes.</summary>
[Network(28, 28, 1)]
[Conv(6, 5, Padding = Padding.Same, Activation = Activation.Tanh)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class ConvFew;

/// <summary>A convolution with a maximum in one loop.</summary>
[Network(16, 16, 32)]
[Conv(32, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[MaxPool(2)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class ConvMaxPool;

/// <summary>A convolution with a mean in one loop.</summary>
[Network(16, 16, 32)]
[Conv(32, 3, Padding = Padding.Same, Activation = Activation.Relu)]
[AvgPool(2)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class ConvAvgPool;

/// <summary>A maximum of its own behind a point-wise convolution, which makes its gradient wanted.</summary>
[Network(16, 16, 32)]
[Conv(16, 1)]
[MaxPool(3, Stride = 2)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class MaxPooling;

/// <summary>A mean of its own, likewise.</summary>
[Network(16, 16, 32)]
[Conv(16, 1)]
[AvgPool(3, Stride = 2)]
[Flatten]
[Dense(10)]
[Softmax]
public sealed partial class AvgPooling;

/// <summary>64 units.</summary>
[Network(128)]
[Dense(64, Activation = Activation.Relu)]
[Dense(10)]
[Softmax]
public sealed partial class DenseSmall;

/// <summary>1024 units.</summary>
[Network(1024)]
[Dense(1024, Activation = Activation.Relu)]
[Dense(10)]
[Softmax]
public sealed partial class DenseLarge;

/// <summary>Sigmoids between dense layers.</summary>
[Network(256)]
[Dense(256)]
[Sigmoid]
[Dense(10)]
[Softmax]
public sealed partial class SigmoidActivation;

/// <summary>Hyperbolic tangents between dense layers.</summary>
[Network(256)]
[Dense(256)]
[Tanh]
[Dense(10)]
[Softmax]
public sealed partial class TanhActivation;

/// <summary>The loss, behind the least that a network can have.</summary>
[Network(16)]
[Dense(10)]
[Softmax]
public sealed partial class SoftmaxLoss;
