using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks;

/// <summary>A closed union: one layer attribute, as plain data. Compares by value.</summary>
public abstract partial record StackLayer
{
    private StackLayer() { }

    /// <summary>What other layers call the value that the layer gives, if they name it.</summary>
    public string? Name { get; init; }

    /// <summary>The named value that the layer reads; what stands above if absent.</summary>
    public string? From { get; init; }

    /// <summary>The names of the values that the layer joins with the one that it reads.</summary>
    public virtual IReadOnlyList<string> Joined => [];

    /// <summary><c>[Conv(filters, kernelHeight, kernelWidth)]</c>.</summary>
    public sealed record Conv(int Filters, int KernelHeight, int KernelWidth) : StackLayer
    {
        public int Stride { get; init; } = 1;

        public Padding Padding { get; init; } = Padding.Valid;

        /// <summary>Zeros around the image in numbers; <see cref="Padding"/> says nothing then.</summary>
        public Border? Border { get; init; }

        public int Dilation { get; init; } = 1;

        /// <summary>How many parts the channels and the filters are cut into; each filter reads one part.</summary>
        public int Groups { get; init; } = 1;

        public Activation Activation { get; init; } = Activation.None;

        public bool UseBias { get; init; } = true;

        public double L1 { get; init; }

        public double L2 { get; init; }
    }

    /// <summary><c>[DepthwiseConv(kernelHeight, kernelWidth)]</c>: a convolution with a group for each channel.</summary>
    public sealed record Depthwise(int KernelHeight, int KernelWidth) : StackLayer
    {
        public int Multiplier { get; init; } = 1;

        public int Stride { get; init; } = 1;

        public Padding Padding { get; init; } = Padding.Valid;

        public int Dilation { get; init; } = 1;

        public Activation Activation { get; init; } = Activation.None;

        public bool UseBias { get; init; } = true;

        public double L2 { get; init; }

        /// <summary>The convolution that it is short for.</summary>
        public Conv Over(int channels) =>
            new(channels * Multiplier, KernelHeight, KernelWidth)
            {
                Stride = Stride,
                Padding = Padding,
                Dilation = Dilation,
                Groups = channels,
                Activation = Activation,
                UseBias = UseBias,
                L2 = L2,
            };
    }

    /// <summary><c>[MaxPool(height, width)]</c> or <c>[AvgPool(height, width)]</c>.</summary>
    public sealed record Pool(PoolKind Kind, int Height, int Width) : StackLayer
    {
        /// <summary>Both strides; absent where windows stand side by side.</summary>
        public int? Stride { get; init; }

        public Padding Padding { get; init; } = Padding.Valid;

        public int StrideY => Stride ?? Height;

        public int StrideX => Stride ?? Width;
    }

    /// <summary><c>[GlobalMaxPool]</c> or <c>[GlobalAvgPool]</c>: one window over the image gives features.</summary>
    public sealed record GlobalPool(PoolKind Kind) : StackLayer;

    /// <summary><c>[UpSample(factor)]</c>.</summary>
    public sealed record UpSample(int Factor) : StackLayer;

    /// <summary><c>[Flatten]</c>.</summary>
    public sealed record Flatten : StackLayer;

    /// <summary><c>[Reshape(height, width, channels)]</c> or <c>[Reshape(features)]</c>.</summary>
    public sealed record Reshape(SampleShape Shape) : StackLayer;

    /// <summary><c>[Dense(units)]</c>.</summary>
    public sealed record Dense(int Units) : StackLayer
    {
        public Activation Activation { get; init; } = Activation.None;

        public bool UseBias { get; init; } = true;

        public double L1 { get; init; }

        public double L2 { get; init; }
    }

    /// <summary><c>[Dropout(rate)]</c>.</summary>
    public sealed record Dropout(double Rate) : StackLayer;

    /// <summary><c>[Relu]</c>, <c>[Sigmoid]</c> or <c>[Tanh]</c>; a sigmoid at the end is the head of the network.</summary>
    public sealed record Activate(Activation Function) : StackLayer;

    /// <summary>Any other function of each value by the name of its attribute: <c>[Gelu]</c>, <c>[LeakyRelu(0.2)]</c>.</summary>
    public sealed record Elementwise(string Kind) : StackLayer
    {
        /// <summary>What the function's constructor takes, if it is given.</summary>
        public double? Slope { get; init; }
    }

    /// <summary>A block in use: <c>[DownBlock(32, 2)]</c>.</summary>
    public sealed record Use(StackBlock Block, ImmutableArray<int> Arguments) : StackLayer;
}

/// <summary>How a window becomes one value.</summary>
public enum PoolKind
{
    Max,
    Average,
}

/// <summary>Zeros around an image.</summary>
public readonly record struct Border(int Top, int Left, int Bottom, int Right);
