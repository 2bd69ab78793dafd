using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.CompilerServices;
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
            _factors = new(
                new((float)options.Momentum),
                options.Nesterov,
                new((float)learningRate)
            );

        public void Execute(int phase, int item, int worker)
        {
            foreach (ref readonly ParameterPiece piece in Velocity.Layout.Pieces(item))
                WeightUpdate.Run(
                    new Rule(_factors, ref Velocity.Of(kind: 0, in piece)),
                    _arrays.Value(in piece),
                    _arrays.Gradient(in piece)
                );
        }
    }

    private readonly ref struct Rule(Factors factors, ref float velocity) : IUpdateRule
    {
        private readonly Factors _factors = factors;
        private readonly ref float _velocity = ref velocity;

        // As a call of its own it would pass every vector through memory.
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public Vector<float> Next(Vector<float> weight, Vector<float> gradient, int at)
        {
            Vector<float> v = Vector.LoadUnsafe(ref _velocity, (nuint)at);
            v = Underflow.ToZero((v * _factors.Momentum) + gradient);
            v.StoreUnsafe(ref _velocity, (nuint)at);
            Vector<float> direction = _factors.Nesterov ? gradient + (v * _factors.Momentum) : v;
            return weight - (direction * _factors.LearningRate);
        }
    }

    /// <summary>What a step's formula is computed with; numbers in every lane.</summary>
    private readonly record struct Factors(
        Vector<float> Momentum,
        bool Nesterov,
        Vector<float> LearningRate
    );
}
