namespace LayerGen.Reference.Stacks;

/// <summary>A closed union: one layer attribute, as plain data. Compares by value.</summary>
public abstract record StackLayer
{
    private StackLayer() { }

    /// <summary><c>[Conv(filters, kernelHeight, kernelWidth)]</c>.</summary>
    public sealed record Conv(int Filters, int KernelHeight, int KernelWidth) : StackLayer
    {
        public int Stride { get; init; } = 1;

        public Padding Padding { get; init; } = Padding.Valid;

        public Activation Activation { get; init; } = Activation.None;

        public bool UseBias { get; init; } = true;

        public double L1 { get; init; }

        public double L2 { get; init; }
    }

    /// <summary><c>[MaxPool(height, width)]</c> or <c>[AvgPool(height, width)]</c>.</summary>
    public sealed record Pool(PoolKind Kind, int Height, int Width) : StackLayer
    {
        /// <summary>Both strides; absent where windows stand side by side.</summary>
        public int? Stride { get; init; }

        public int StrideY => Stride ?? Height;

        public int StrideX => Stride ?? Width;
    }

    /// <summary><c>[Flatten]</c>.</summary>
    public sealed record Flatten : StackLayer;

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

    /// <summary><c>[Softmax]</c>, the last layer.</summary>
    public sealed record Softmax : StackLayer;
}

/// <summary>How a window becomes one value.</summary>
public enum PoolKind
{
    Max,
    Average,
}
