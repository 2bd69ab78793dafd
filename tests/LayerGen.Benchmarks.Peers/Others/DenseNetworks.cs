namespace LayerGen.Benchmarks.Peers.Others;

/// <summary>Nearly six million weights: more than a cache of one core holds.</summary>
[Network(784)]
[Dense(2048, Activation = Activation.Relu)]
[Dense(2048, Activation = Activation.Relu)]
[Dense(10)]
[Softmax]
public sealed partial class WideMlp;

/// <summary>No input is zero, no unit is silent, and no size is a multiple of a vector but the input's.</summary>
[Network(256)]
[Dense(300, Activation = Activation.Tanh)]
[Dense(300, Activation = Activation.Tanh)]
[Dense(17)]
[Softmax]
public sealed partial class TanhMlp;

/// <summary>As small as networks on tables are.</summary>
[Network(20)]
[Dense(32, Activation = Activation.Relu)]
[Dense(3)]
[Softmax]
public sealed partial class TinyMlp;

/// <summary>Deep and narrow, with sigmoids.</summary>
[Network(100)]
[Dense(64, Activation = Activation.Sigmoid)]
[Dense(64, Activation = Activation.Sigmoid)]
[Dense(64, Activation = Activation.Sigmoid)]
[Dense(4)]
[Softmax]
public sealed partial class SigmoidMlp;
