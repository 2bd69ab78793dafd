using LayerGen;

#pragma warning disable CA1050 // A class outside every namespace is what is tried here.
#pragma warning disable CA1716 // So is a name that is a keyword.

/// <summary>A network outside every namespace.</summary>
[Network(3)]
[Dense(2)]
[Softmax]
public sealed partial class RootNetwork;

namespace LayerGen.Integration.Tests
{
    /// <summary>Digits, as in the project's first example, on smaller images.</summary>
    [Network(14, 14, 1)]
    [Conv(16, 3, Activation = Activation.Relu)]
    [MaxPool(2)]
    [Conv(32, 3, Activation = Activation.Relu)]
    [MaxPool(2)]
    [Flatten]
    [Dense(10)]
    [Softmax]
    public sealed partial class DigitNetwork;

    /// <summary>Digits of full size.</summary>
    [Network(28, 28, 1)]
    [Conv(8, 5, Stride = 2, Padding = Padding.Same, Activation = Activation.Relu)]
    [MaxPool(2)]
    [Flatten]
    [Dense(32, Activation = Activation.Relu)]
    [Dense(10)]
    [Softmax]
    public sealed partial class MnistNetwork;

    /// <summary>Several labels a sample.</summary>
    [Network(12)]
    [Dense(24, Activation = Activation.Tanh)]
    [Dense(4, Activation = Activation.Sigmoid)]
    public sealed partial class LabelNetwork;

    /// <summary>Dropout in front, between and behind.</summary>
    [Network(6, 5, 2)]
    [Dropout(0.2)]
    [Conv(6, 3, Padding = Padding.Same, Activation = Activation.Relu, L2 = 0.001)]
    [Dropout(0.5)]
    [Flatten]
    [Dense(20, Activation = Activation.Relu, L1 = 0.0005)]
    [Dropout(0.5)]
    [Dense(3)]
    [Softmax]
    public sealed partial class DroppingNetwork;

    /// <summary>Smooth everywhere, so that differences of its loss tell its gradient.</summary>
    [Network(8, 7, 2)]
    [Conv(5, 3, 2, Padding = Padding.Same, Activation = Activation.Tanh)]
    [AvgPool(2)]
    [Conv(7, 2, UseBias = false)]
    [Sigmoid]
    [Flatten]
    [Dense(9, Activation = Activation.Tanh)]
    [Dense(4)]
    [Softmax]
    internal sealed partial class SmoothNetwork;

    /// <summary>Two inputs that no line separates.</summary>
    [Network(2)]
    [Dense(16, Activation = Activation.Tanh)]
    [Dense(1)]
    [Sigmoid]
    internal sealed partial class ExclusiveOrNetwork;
}

namespace LayerGen.Integration.Tests.Same.@class
{
    /// <summary>The name of another network, in a namespace that has to be escaped.</summary>
    [Network(1, 1, 4)]
    [Conv(3, 1)]
    [Tanh]
    [Sigmoid]
    public sealed partial class DigitNetwork;
}

/// <summary>A residual block with everything that joins: sums, products, channels side by side, values read four times.</summary>
[Network(7, 6, 3)]
[Conv(16, 3, Padding = Padding.Same, Activation = Activation.Tanh, Name = "stem")]
[Conv(16, 3, Padding = Padding.Same)]
[Add("stem")]
[Sigmoid(Name = "sum")]
[Conv(5, 2, From = "stem", Activation = Activation.Tanh, Name = "small")]
[Conv(16, 1, From = "sum")]
[Multiply("stem", "sum")]
[AvgPool(3, Stride = 2, Name = "pooled")]
[Conv(3, 3, Stride = 2, From = "sum", Padding = Padding.Same)]
[AvgPool(2)]
[Flatten(Name = "flat")]
[Flatten(From = "pooled")]
[Dense(6, Activation = Activation.Tanh)]
[Concat("flat")]
[Dense(4, Name = "features")]
[Flatten(From = "small")]
[Dense(4)]
[Add("features")]
[Tanh]
[Dense(3, Activation = Activation.Sigmoid)]
public sealed partial class JoiningNetwork;

/// <summary>Two convolutions around which the input goes past; the second use has other sizes than the first.</summary>
[Conv(Arg.First, 3, Padding = Padding.Same, Activation = Activation.Tanh)]
[Conv(Arg.First, 3, Padding = Padding.Same, Name = "main")]
[Conv(Arg.First, 1, From = "input")]
[Add("main")]
[Tanh]
public sealed class DetourAttribute(int filters) : BlockAttribute
{
    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters;
}

/// <summary>An image and a number, and a block used twice.</summary>
[Network]
[Input("image", 6, 5, 2)]
[Input("age", 3)]
[Detour(16, From = "image")]
[Detour(5)]
[AvgPool(2)]
[Flatten(Name = "seen")]
[Dense(4, From = "age", Activation = Activation.Tanh)]
[Concat("seen")]
[Dense(2, Activation = Activation.Sigmoid)]
public sealed partial class TwoInputNetwork;

/// <summary>Batch normalisation everywhere: with and without scale and shift, before sums, on features, read by others.</summary>
[Network(9, 8, 3)]
[BatchNorm(Scale = false, Shift = false)]
[Conv(16, 3, Padding = Padding.Same, UseBias = false)]
[BatchNorm]
[Tanh(Name = "stem")]
[Conv(20, 3, Padding = Padding.Same, UseBias = false)]
[BatchNorm(Name = "main")]
[Conv(20, 1, From = "stem", UseBias = false)]
[BatchNorm(Momentum = 0.5, Epsilon = 1e-3, Variance = RunningVariance.Biased)]
[Add("main")]
[Sigmoid]
[AvgPool(2)]
[Flatten]
[BatchNorm(Shift = false)]
[Dense(12, UseBias = false)]
[BatchNorm]
[Tanh]
[Dense(3, Activation = Activation.Sigmoid)]
public sealed partial class NormalisedNetwork;

/// <summary>Standardises three numbers by the last batch alone.</summary>
[Network(3)]
[BatchNorm(Momentum = 0)]
[Dense(1, Activation = Activation.Sigmoid)]
public sealed partial class StandardisingNetwork;

/// <summary>An encoder and a decoder that meet again, values in other shapes, and pools over everything.</summary>
[Network(8, 6, 2)]
[Conv(8, 3, Padding = Padding.Same, Activation = Activation.Tanh, Name = "large")]
[AvgPool(2)]
[Conv(20, 3, Padding = Padding.Same, Activation = Activation.Tanh, Name = "small")]
[UpSample(2, Name = "up")]
[Concat("large")]
[Conv(5, 3, Activation = Activation.Tanh, Name = "mixed")]
[GlobalAvgPool(Name = "mean")]
[AvgPool(2, From = "mixed")]
[Flatten]
[Concat("mean")]
[Dense(24, Activation = Activation.Tanh, Name = "dense")]
[Reshape(3, 2, 4)]
[Conv(4, 2, Activation = Activation.Tanh)]
[Reshape(2, 1, 4)]
[Flatten(Name = "end")]
[Reshape(960, From = "up")]
[Reshape(6, 8, 20)]
[AvgPool(2)]
[GlobalAvgPool]
[Dense(8)]
[Add("end")]
[Dense(3, Activation = Activation.Sigmoid)]
public sealed partial class ShapingNetwork;

/// <summary>The largest of each channel.</summary>
[Network(3, 4, 2)]
[Conv(2, 1, UseBias = false)]
[GlobalMaxPool]
[Dense(2, Activation = Activation.Sigmoid)]
public sealed partial class LargestNetwork;

/// <summary>Values that go through other shapes before they are features.</summary>
[Network(4, 3, 5)]
[Conv(7, 2, Activation = Activation.Relu)]
[Reshape(7, 3, 2)]
[Reshape(42)]
[Reshape(1, 6, 7)]
[Flatten]
[Dense(2, Activation = Activation.Sigmoid)]
public sealed partial class ReshapedNetwork;

/// <summary>The same without.</summary>
[Network(4, 3, 5)]
[Conv(7, 2, Activation = Activation.Relu)]
[Flatten]
[Dense(2, Activation = Activation.Sigmoid)]
public sealed partial class FlatNetwork;

/// <summary>Answers a number.</summary>
[Network(2)]
[Dense(16)]
[Tanh]
[Dense(1)]
[MeanSquaredError]
public sealed partial class CurveNetwork;

/// <summary>Gives back an image through few numbers.</summary>
[Network(6, 6, 1)]
[Conv(8, 3, Padding = Padding.Same)]
[BatchNorm]
[Relu]
[AvgPool(2)]
[UpSample(2)]
[Conv(1, 3, Padding = Padding.Same)]
[MeanSquaredError]
public sealed partial class AutoencoderNetwork;

/// <summary>Two convolutions around which the input goes past.</summary>
[Conv(Arg.First, 3, Padding = Padding.Same, UseBias = false)]
[BatchNorm]
[Relu]
[Conv(Arg.First, 3, Padding = Padding.Same, UseBias = false)]
[BatchNorm]
[Add("input")]
[Relu]
public sealed class ResidualAttribute(int filters) : BlockAttribute
{
    /// <summary>Channels of the output.</summary>
    public int Filters { get; } = filters;
}

/// <summary>A small residual network.</summary>
[Network(14, 14, 1)]
[Conv(16, 3, Padding = Padding.Same, UseBias = false)]
[BatchNorm]
[Relu]
[Residual(16)]
[MaxPool(2)]
[Residual(16)]
[GlobalAvgPool]
[Dense(10)]
[Softmax]
public sealed partial class ResidualNetwork;
