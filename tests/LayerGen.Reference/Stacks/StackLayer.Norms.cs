namespace LayerGen.Reference.Stacks;

public abstract partial record StackLayer
{
    /// <summary>What all normalisations have: values over their standard deviation, times a scale, plus a shift.</summary>
    public abstract record Norm : StackLayer
    {
        private protected Norm(double epsilon) => Epsilon = epsilon;

        /// <summary>Added to the variance.</summary>
        public double Epsilon { get; init; }

        /// <summary>Whether a factor is learned for each channel or feature.</summary>
        public bool Scale { get; init; } = true;

        /// <summary>Whether a summand is learned for each channel or feature.</summary>
        public bool Shift { get; init; } = true;
    }

    /// <summary><c>[BatchNorm]</c>: each channel over the batch.</summary>
    public sealed record BatchNorm() : Norm(1e-5)
    {
        /// <summary>How much of the running statistics stays at each batch.</summary>
        public double Momentum { get; init; } = 0.9;

        /// <summary>Whether the running variance is that of the batch, not the one estimated from it.</summary>
        public bool HasBiasedVariance { get; init; }
    }

    /// <summary><c>[LayerNorm]</c>: all features of a sample, or all channels of a pixel.</summary>
    public sealed record LayerNorm() : Norm(1e-5);

    /// <summary><c>[GroupNorm(groups)]</c>: all pixels of a part of the channels of a sample.</summary>
    public sealed record GroupNorm(int Groups) : Norm(1e-5);
}
