using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LayerGen.Kernels;

namespace LayerGen.Optimizers;

/// <summary>
/// Stochastic gradient descent: <c>v = μv + g</c>, <c>w −= ηv</c>; with Nesterov's look-ahead <c>w −= η(g + μv)</c>.
/// </summary>
/// <remarks>
/// <para>
/// Only element-wise operations of IEEE 754 are used and none is fused, so the bits depend neither on the number of
/// threads nor on the width of the vectors. A velocity below 8e-31 in magnitude counts as zero, so that it never becomes
/// subnormal, which is slow.
/// </para>
/// <para>
/// Source: Sutskever, Martens, Dahl, Hinton, "On the Importance of Initialization and Momentum in Deep Learning", ICML
/// 2013, with the learning rate taken out of the velocity, so that changing it acts at once.
/// </para>
/// </remarks>
public sealed class Sgd : IOptimizer
{
    private const string Kind = "sgd";
    private const string Momentum = "momentum";
    private const string Nesterov = "nesterov";

    private readonly WorkerTeam _workers;
    private readonly Update _update;
    private SgdOptions _options;

    /// <summary>Prepares a velocity of zero for every parameter of a network.</summary>
    /// <param name="network">Its parameters are changed by each step, on its worker team.</param>
    /// <param name="options">A learning rate of 0.01 without momentum if absent.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Sgd(INetwork network, SgdOptions? options = null)
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
        _update.Prepare(_options, LearningRate);
        _workers.Run(_update, phase: 0, _update.Velocity.Layout.Items);
        Steps++;
    }

    /// <inheritdoc/>
    public OptimizerState Capture() =>
        new(
            Kind,
            ImmutableSortedDictionary.CreateRange(
                StringComparer.Ordinal,
                [
                    KeyValuePair.Create(Momentum, _options.Momentum),
                    KeyValuePair.Create(Nesterov, _options.Nesterov ? 1d : 0d),
                ]
            ),
            LearningRate,
            Steps,
            _update.Velocity.Capture()
        );

    /// <inheritdoc/>
    public Result<OptimizerState> Restore(OptimizerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Mismatch(Kind, Momentum, Nesterov) is { } mismatch)
            return OptimizerState.Refused(mismatch);
        double nesterov = state.Settings[Nesterov];
        if (nesterov is not (0 or 1))
            return OptimizerState.Refused($"setting '{Nesterov}' is {nesterov}, needed 0 or 1");
        SgdOptions options = new(state.LearningRate, state.Settings[Momentum], nesterov == 1);
        if ((options.Error?.Message ?? _update.Velocity.Difference(state.Moments)) is { } wrong)
            return OptimizerState.Refused(wrong);
        _options = options;
        (LearningRate, Steps) = (state.LearningRate, state.Steps);
        _update.Velocity.Restore(state.Moments);
        return state;
    }

    /// <summary>One step of every parameter.</summary>
    private sealed class Update(IReadOnlyList<Parameter> parameters) : IParallelWork
    {
        private readonly ParameterArrays _arrays = new(parameters);
        private Factors _factors;

        public MomentBlock Velocity { get; } = new(parameters, new MomentKind("velocity"));

        public void Prepare(SgdOptions options, double learningRate) =>
            _factors = new((float)options.Momentum, options.Nesterov, (float)learningRate);

        public void Execute(int phase, int item, int worker)
        {
            foreach (ref readonly ParameterPiece piece in Velocity.Layout.Pieces(item))
                Step(
                    _arrays.Value(in piece),
                    _arrays.Gradient(in piece),
                    Velocity.Of(kind: 0, in piece)
                );
        }

        private void Step(Span<float> value, ReadOnlySpan<float> gradient, Span<float> velocity)
        {
            // A local: fields would be read again for every vector.
            Factors factors = _factors;
            int length = value.Length;
            ref float values = ref MemoryMarshal.GetReference(value);
            ref float gradients = ref MemoryMarshal.GetReference(gradient);
            ref float velocities = ref MemoryMarshal.GetReference(velocity);
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
                        ref Unsafe.Add(ref velocities, i + k),
                        ref Unsafe.Add(ref gradients, i + k)
                    );
                WeightBlock.Write(ref updated, ref Unsafe.Add(ref values, i));
            }
            for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
                Step(
                    in factors,
                    ref Unsafe.Add(ref values, i),
                    ref Unsafe.Add(ref values, i),
                    ref Unsafe.Add(ref velocities, i),
                    ref Unsafe.Add(ref gradients, i)
                );
            if (i < length)
            {
                Vector<float> w = PartialVector.Load(value[i..]);
                Vector<float> v = PartialVector.Load(velocity[i..]);
                Step(in factors, ref w, ref v, PartialVector.Load(gradient[i..]));
                PartialVector.Store(w, value[i..]);
                PartialVector.Store(v, velocity[i..]);
            }
        }

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Step(
            in Factors factors,
            ref float value,
            ref float updated,
            ref float velocity,
            ref float gradient
        )
        {
            Vector<float> w = Vector.LoadUnsafe(ref value);
            Vector<float> v = Vector.LoadUnsafe(ref velocity);
            Step(in factors, ref w, ref v, Vector.LoadUnsafe(ref gradient));
            w.StoreUnsafe(ref updated);
            v.StoreUnsafe(ref velocity);
        }

        // As a call of its own it would pass every vector through memory.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        private static void Step(
            in Factors factors,
            ref Vector<float> w,
            ref Vector<float> v,
            Vector<float> g
        )
        {
            v = Underflow.ToZero((v * factors.Momentum) + g);
            Vector<float> direction = factors.Nesterov ? g + (v * factors.Momentum) : v;
            w -= direction * factors.LearningRate;
        }
    }

    /// <summary>What a step's formula is computed with.</summary>
    private readonly record struct Factors(float Momentum, bool Nesterov, float LearningRate);
}
