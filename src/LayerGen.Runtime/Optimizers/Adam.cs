using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
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
                (float)options.Beta1,
                (float)(1 - options.Beta1),
                (float)options.Beta2,
                (float)(1 - options.Beta2),
                (float)options.Epsilon,
                (float)stepSize,
                (float)correction2
            );

        public void Execute(int phase, int item, int worker)
        {
            foreach (ref readonly ParameterPiece piece in Moments.Layout.Pieces(item))
                Step(
                    _arrays.Value(in piece),
                    _arrays.Gradient(in piece),
                    Moments.Of(First, in piece),
                    Moments.Of(Second, in piece)
                );
        }

        // The factors are locals: fields would be read again for every vector.
        private void Step(
            Span<float> value,
            ReadOnlySpan<float> gradient,
            Span<float> first,
            Span<float> second
        )
        {
            Factors factors = _factors;
            int length = value.Length;
            ref float values = ref MemoryMarshal.GetReference(value);
            ref float gradients = ref MemoryMarshal.GetReference(gradient);
            ref float firsts = ref MemoryMarshal.GetReference(first);
            ref float seconds = ref MemoryMarshal.GetReference(second);
            Span<float> block = stackalloc float[WeightBlock.Length];
            ref float updated = ref MemoryMarshal.GetReference(block);
            int i = 0;
            for (; i <= length - WeightBlock.Length; i += WeightBlock.Length)
            {
                for (int k = 0; k < WeightBlock.Length; k += Vector<float>.Count)
                    Step(
                        in factors,
                        ref Unsafe.Add(ref values, i + k),
                        ref Unsafe.Add(ref updated, k),
                        ref Unsafe.Add(ref firsts, i + k),
                        ref Unsafe.Add(ref seconds, i + k),
                        ref Unsafe.Add(ref gradients, i + k)
                    );
                WeightBlock.Write(ref updated, ref Unsafe.Add(ref values, i));
            }
            for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
                Step(
                    in factors,
                    ref Unsafe.Add(ref values, i),
                    ref Unsafe.Add(ref values, i),
                    ref Unsafe.Add(ref firsts, i),
                    ref Unsafe.Add(ref seconds, i),
                    ref Unsafe.Add(ref gradients, i)
                );
            if (i < length)
            {
                Vector<float> w = PartialVector.Load(value[i..]);
                Vector<float> m = PartialVector.Load(first[i..]);
                Vector<float> v = PartialVector.Load(second[i..]);
                Step(in factors, ref w, ref m, ref v, PartialVector.Load(gradient[i..]));
                PartialVector.Store(w, value[i..]);
                PartialVector.Store(m, first[i..]);
                PartialVector.Store(v, second[i..]);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Step(
            in Factors factors,
            ref float value,
            ref float updated,
            ref float first,
            ref float second,
            ref float gradient
        )
        {
            Vector<float> w = Vector.LoadUnsafe(ref value);
            Vector<float> m = Vector.LoadUnsafe(ref first);
            Vector<float> v = Vector.LoadUnsafe(ref second);
            Step(in factors, ref w, ref m, ref v, Vector.LoadUnsafe(ref gradient));
            w.StoreUnsafe(ref updated);
            m.StoreUnsafe(ref first);
            v.StoreUnsafe(ref second);
        }

        // As a call of its own it would pass every vector through memory.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Step(
            in Factors factors,
            ref Vector<float> w,
            ref Vector<float> m,
            ref Vector<float> v,
            Vector<float> g
        )
        {
            g = Underflow.GradientToZero(g);
            m = Underflow.ToZero((m * factors.Keep1) + (g * factors.Take1));
            v = Underflow.ToZero((v * factors.Keep2) + (g * g * factors.Take2));
            Vector<float> deviation =
                Vector.SquareRoot(v * factors.Correction2) + new Vector<float>(factors.Epsilon);
            w -= m * factors.StepSize / deviation;
        }
    }

    /// <summary>What a step's formula is multiplied with.</summary>
    /// <param name="Keep1">β₁.</param>
    /// <param name="Take1">1 − β₁.</param>
    /// <param name="Keep2">β₂.</param>
    /// <param name="Take2">1 − β₂.</param>
    /// <param name="Epsilon">ε.</param>
    /// <param name="StepSize">α / (1 − β₁ᵗ).</param>
    /// <param name="Correction2">1 / (1 − β₂ᵗ).</param>
    private readonly record struct Factors(
        float Keep1,
        float Take1,
        float Keep2,
        float Take2,
        float Epsilon,
        float StepSize,
        float Correction2
    );
}
