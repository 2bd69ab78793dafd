using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using LayerGen.Kernels;

namespace LayerGen.Optimizers;

/// <summary>
/// Adam: <c>m = β₁m + (1 − β₁)g</c>, <c>v = β₂v + (1 − β₂)g²</c>, <c>w −= α · m̂ / (√v̂ + ε)</c> with
/// <c>m̂ = m / (1 − β₁ᵗ)</c> and <c>v̂ = v / (1 − β₂ᵗ)</c>.
/// </summary>
/// <remarks>
/// <para>
/// Elements are computed in single precision, the factors of a step in double. Only element-wise operations of IEEE 754
/// are used and none is fused, so the bits depend neither on the number of threads nor on the width of the vectors.
/// Moments below 8e-31 in magnitude count as zero, so that they never become subnormal, which is slow.
/// </para>
/// <para>Source: Kingma, Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, algorithm 1.</para>
/// </remarks>
public sealed class Adam : IOptimizer
{
    private const string Kind = "adam";
    private const string Beta1 = "beta1";
    private const string Beta2 = "beta2";
    private const string Epsilon = "epsilon";

    private readonly WorkerTeam _workers;
    private readonly Update _update;
    private AdamOptions _options;

    /// <summary>Prepares moments of zero for every parameter of a network.</summary>
    /// <param name="network">Its parameters are changed by each step, on its worker team.</param>
    /// <param name="options">The defaults of the paper if absent.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Adam(INetwork network, AdamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        _options = (options ?? new()).Validated();
        _workers = network.Workers;
        Parameters = network.Parameters;
        _update = new(Parameters);
        LearningRate = _options.LearningRate;
    }

    /// <inheritdoc/>
    public double LearningRate
    {
        get;
        set => field = OptionRange.RequireLearningRate(value);
    }

    /// <inheritdoc/>
    public IReadOnlyList<Parameter> Parameters { get; }

    /// <inheritdoc/>
    public long Steps { get; private set; }

    /// <inheritdoc/>
    public void Step()
    {
        double correction1 = 1 - Math.Pow(_options.Beta1, Steps + 1);
        double correction2 = 1 - Math.Pow(_options.Beta2, Steps + 1);
        _update.Prepare(_options, LearningRate / correction1, 1 / correction2);
        _workers.Run(_update, phase: 0, _update.Moments.Layout.Items);
        Steps++;
    }

    /// <inheritdoc/>
    public OptimizerState Capture() =>
        new(
            Kind,
            ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [
                    KeyValuePair.Create(Beta1, _options.Beta1),
                    KeyValuePair.Create(Beta2, _options.Beta2),
                    KeyValuePair.Create(Epsilon, _options.Epsilon),
                ]
            ),
            LearningRate,
            Steps,
            _update.Moments.Capture()
        );

    /// <inheritdoc/>
    public Result<OptimizerState> Restore(OptimizerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Mismatch(Kind, Beta1, Beta2, Epsilon) is { } mismatch)
            return OptimizerState.Refused(mismatch);
        AdamOptions options = new(
            state.LearningRate,
            state.Settings[Beta1],
            state.Settings[Beta2],
            state.Settings[Epsilon]
        );
        if ((options.Error?.Message ?? _update.Moments.Difference(state.Moments)) is { } wrong)
            return OptimizerState.Refused(wrong);
        _options = options;
        (LearningRate, Steps) = (state.LearningRate, state.Steps);
        _update.Moments.Restore(state.Moments);
        return state;
    }

    /// <summary>One step of every parameter.</summary>
    private sealed class Update(IReadOnlyList<Parameter> parameters) : IParallelWork
    {
        private const int First = 0;
        private const int Second = 1;

        private readonly ParameterArrays _arrays = new(parameters);
        private Factors _factors;

        public MomentBlock Moments { get; } =
            new(parameters, new("first_moment"), new("second_moment", IsNeverNegative: true));

        /// <param name="options">The factors that stay the same.</param>
        /// <param name="stepSize">α / (1 − β₁ᵗ).</param>
        /// <param name="correction2">1 / (1 − β₂ᵗ).</param>
        public void Prepare(AdamOptions options, double stepSize, double correction2) =>
            _factors = new(
                new((float)options.Beta1),
                new((float)(1 - options.Beta1)),
                new((float)options.Beta2),
                new((float)(1 - options.Beta2)),
                new((float)options.Epsilon),
                new((float)stepSize),
                new((float)correction2)
            );

        public void Execute(int phase, int item, int worker)
        {
            foreach (ref readonly ParameterPiece piece in Moments.Layout.Pieces(item))
                WeightUpdate.Run(
                    new Rule(
                        _factors,
                        ref Moments.Of(First, in piece),
                        ref Moments.Of(Second, in piece)
                    ),
                    _arrays.Value(in piece),
                    _arrays.Gradient(in piece)
                );
        }
    }

    private readonly ref struct Rule(Factors factors, ref float first, ref float second)
        : IUpdateRule
    {
        private readonly Factors _factors = factors;
        private readonly ref float _first = ref first;
        private readonly ref float _second = ref second;

        // As a call of its own it would pass every vector through memory.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Next(Vector<float> weight, Vector<float> gradient, int at)
        {
            Vector<float> g = Underflow.GradientToZero(gradient);
            Vector<float> m = Vector.LoadUnsafe(ref _first, (nuint)at);
            Vector<float> v = Vector.LoadUnsafe(ref _second, (nuint)at);
            m = Underflow.ToZero((m * _factors.Keep1) + (g * _factors.Take1));
            v = Underflow.ToZero((v * _factors.Keep2) + (g * g * _factors.Take2));
            m.StoreUnsafe(ref _first, (nuint)at);
            v.StoreUnsafe(ref _second, (nuint)at);
            Vector<float> deviation =
                Vector.SquareRoot(v * _factors.Correction2) + _factors.Epsilon;
            return weight - (m * _factors.StepSize / deviation);
        }
    }

    /// <summary>What a step's formula is computed with, in every lane.</summary>
    /// <param name="Keep1">β₁.</param>
    /// <param name="Take1">1 − β₁.</param>
    /// <param name="Keep2">β₂.</param>
    /// <param name="Take2">1 − β₂.</param>
    /// <param name="Epsilon">ε.</param>
    /// <param name="StepSize">α / (1 − β₁ᵗ).</param>
    /// <param name="Correction2">1 / (1 − β₂ᵗ).</param>
    private readonly record struct Factors(
        Vector<float> Keep1,
        Vector<float> Take1,
        Vector<float> Keep2,
        Vector<float> Take2,
        Vector<float> Epsilon,
        Vector<float> StepSize,
        Vector<float> Correction2
    );
}
