using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Checks;

/// <summary>What the numbers in a batch of samples are like.</summary>
public enum SampleKind
{
    /// <summary>Any number from −1 to 1.</summary>
    Continuous,

    /// <summary>0, ½ or 1, in flat squares or all 0, so that pooling windows hold many exact ties.</summary>
    Quantised,

    /// <summary>Mostly zeros with spots of any number, like drawings.</summary>
    Sparse,
}

/// <summary>What the weights are like.</summary>
public enum WeightKind
{
    /// <summary>As the network was created; biases are 0.</summary>
    Initial,

    /// <summary>Initial weights, random biases.</summary>
    WithBias,

    /// <summary>A third of the weights 0, a filter or unit in four dead (all zeros and a negative bias).</summary>
    WithZeros,
}

/// <summary>Under which circumstances a stack is judged.</summary>
/// <param name="Seed">The network's own seed, and that of the samples and weights.</param>
/// <param name="BatchSize">Samples of the judged batch.</param>
/// <param name="MaxBatchSize">What the network is created for.</param>
/// <param name="Threads">Workers of the network.</param>
/// <param name="EarlierBatches">
/// Batches of other samples run before the judged one, which must leave no trace in its gradients.
/// </param>
/// <param name="Samples">What the samples are like.</param>
/// <param name="Weights">What the weights are like.</param>
public sealed record Circumstances(
    ulong Seed,
    int BatchSize,
    int MaxBatchSize,
    int Threads,
    int EarlierBatches,
    SampleKind Samples,
    WeightKind Weights
)
{
    // Keeps the naive network at some hundredths of a second a stack.
    private const long MostMultiplyAdds = 3_000_000;

    /// <summary>Whether training weighs the classes.</summary>
    public bool IsWeighted { get; init; }

    /// <summary>What a target of 1 counts in training, for each output: numbers that float32 holds exactly.</summary>
    public double[] ClassWeights(Stack stack) =>
        [
            .. Enumerable
                .Range(0, stack.OutputSize)
                .Select(output => IsWeighted ? 0.25 + (0.5 * (output * 7 % 5)) : 1.0),
        ];

    /// <summary>Random circumstances for a stack.</summary>
    public static Circumstances For(Stack stack, ulong seed, int index, int? threads)
    {
        Chance chance = new(unchecked((seed * 7_368_787) + (ulong)index));
        long affordable = Math.Max(1, MostMultiplyAdds / Math.Max(1, stack.MultiplyAdds));
        int wanted =
            chance.Happens(0.02) ? chance.Pick(513, 1030)
            : chance.Happens(0.15) ? chance.Pick(15, 16, 17, 31, 32, 33, 40, 65)
            : chance.Between(1, 9);
        int batchSize = Math.Max(stack.LeastBatch, (int)Math.Min(wanted, affordable));
        return new(
            unchecked((seed << 20) + (ulong)index),
            batchSize,
            batchSize + chance.Pick(0, 0, 1, 7),
            threads ?? chance.Between(1, 3),
            chance.Between(0, 2),
            chance.Pick(SampleKind.Continuous, SampleKind.Quantised, SampleKind.Sparse),
            chance.Pick(WeightKind.Initial, WeightKind.WithBias, WeightKind.WithZeros)
        )
        {
            IsWeighted = chance.Happens(0.4) && !stack.IsRegression,
        };
    }

    /// <summary>Changes the weights of a network that was just created, and of its classes.</summary>
    public void Prepare(INetwork network, Stack stack)
    {
        if (IsWeighted)
            network.ClassWeights = ClassWeights(stack).Select(weight => (float)weight).ToArray();
        // Half is what a dead sigmoid adds in a graph: the sum would be a tie that only luck decides.
        float deadBias = stack.Nodes.Any(node => node.Layer is StackLayer.Join) ? -0.4375f : -0.5f;
        Chance chance = new(Seed + 1);
        if (Weights == WeightKind.Initial)
            return;
        foreach (Parameter parameter in network.Parameters)
        {
            // Never negative, never nothing where 1 is usual.
            bool isScale =
                RunningStatistics.IsVariance(parameter)
                || parameter.Name.EndsWith(".scale", StringComparison.Ordinal);
            bool isBias = parameter.Axes.Length == 1;
            for (int row = 0; row < parameter.Value.RowCount; row++)
            {
                // By the row alone, so that a unit's weight and bias agree.
                bool isDead = Weights == WeightKind.WithZeros && row % 4 == 1;
                for (int column = 0; column < parameter.Value.ColumnCount; column++)
                {
                    float value = parameter.Value[row, column];
                    bool isZero =
                        isDead || (Weights == WeightKind.WithZeros && chance.Happens(0.33));
                    parameter.Value[row, column] =
                        isScale
                            ? (
                                isDead && !RunningStatistics.Has(parameter)
                                    ? 0
                                    : (float)chance.Uniform(0.5, 1.5)
                            )
                        : isBias ? (isDead ? deadBias : (float)chance.Uniform(-0.3, 0.3))
                        : isZero ? 0
                        : value;
                }
            }
        }
    }

    /// <summary>One random sample.</summary>
    public float[] Sample(Stack stack, Chance chance)
    {
        float[] sample = new float[stack.InputSize];
        if (Samples == SampleKind.Quantised)
        {
            int first = 0;
            foreach (SampleShape source in stack.Sources)
            {
                FillQuantised(sample.AsSpan(first, source.Size), source, chance);
                first += source.Size;
            }
        }
        else
            for (int i = 0; i < sample.Length; i++)
                sample[i] =
                    Samples == SampleKind.Sparse && chance.Happens(0.7)
                        ? 0
                        : (float)chance.Uniform(-1, 1);
        return sample;
    }

    private static void FillQuantised(Span<float> sample, SampleShape shape, Chance chance)
    {
        // Blank, in noise of single values, or in flat squares on which all patches are equal.
        int square = chance.Pick(0, 1, 1, 4);
        if (square == 0)
            return;
        Dictionary<(int Row, int Column, int Channel), float> values = [];
        for (int y = 0; y < shape.Height; y++)
        for (int x = 0; x < shape.Width; x++)
        for (int c = 0; c < shape.Channels; c++)
        {
            if (!values.TryGetValue((y / square, x / square, c), out float value))
                values[(y / square, x / square, c)] = value = chance.Pick(0f, 0f, 0.5f, 1f);
            sample[shape.Index(y, x, c)] = value;
        }
    }

    /// <summary>What one sample should have been answered with: one number an output.</summary>
    public static double[] Target(Stack stack, Chance chance)
    {
        if (stack.IsRegression)
            return
            [
                .. Enumerable
                    .Range(0, stack.OutputSize)
                    .Select(_ => (double)(float)chance.Uniform(-1, 1)),
            ];
        if (stack.End is StackLayer.CrossEntropy { SoftTargets: true })
            return Distribution(stack.OutputSize, chance);
        int label = chance.Between(0, stack.OutputSize - 1);
        return
        [
            .. Enumerable
                .Range(0, stack.OutputSize)
                .Select(i =>
                    stack.HasExclusiveClasses ? (i == label ? 1.0 : 0.0)
                    : chance.Happens(0.5) ? 1.0
                    : 0.0
                ),
        ];
    }

    /// <summary>Shares that sum to 1, in parts that float32 holds exactly.</summary>
    private static double[] Distribution(int classes, Chance chance)
    {
        const int parts = 64;
        double[] shares = new double[classes];
        for (int i = 0; i < parts; i++)
            shares[chance.Between(0, classes - 1)] += 1.0 / parts;
        return shares;
    }
}
