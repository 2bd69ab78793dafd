using System.Collections.Immutable;
using System.Numerics;
using System.Runtime.InteropServices;
using LayerGen.Kernels;

namespace LayerGen.Optimizers;

/// <summary>
/// Stochastic gradient descent: <c>v = μv + g</c>, <c>w −= ηv</c>; with Nesterov's look-ahead <c>w −= η(g + μv)</c>.
/// </summary>
/// <remarks>
/// <para>
/// Only element-wise operations of IEEE 754 are used and none is fused, so the bits depend neither on the number of
/// threads nor on the width of the vectors.
/// </para>
/// <para>
/// Source: Sutskever, Martens, Dahl, Hinton, "On the Importance of Initialization and Momentum in Deep Learning", ICML
/// 2013, with the learning rate taken out of the velocity, so that changing it acts at once.
/// </para>
/// </remarks>
public sealed class Sgd : IOptimizer
{
    private readonly WorkerTeam _workers;
    private readonly Update _update;

    /// <summary>Prepares a velocity of zero for every parameter of a network.</summary>
    /// <param name="network">Its parameters are changed by each step, on its worker team.</param>
    /// <param name="options">A learning rate of 0.01 without momentum if absent.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Sgd(INetwork network, SgdOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        SgdOptions validated = (options ?? new()).Validated();
        _workers = network.Workers;
        _update = new(network.Parameters, validated);
        LearningRate = validated.LearningRate;
    }

    /// <inheritdoc/>
    public double LearningRate
    {
        get;
        set => field = OptionRange.RequireLearningRate(value);
    }

    /// <inheritdoc/>
    public long Steps { get; private set; }

    /// <inheritdoc/>
    public void Step()
    {
        _update.Prepare(LearningRate);
        _workers.Run(_update, phase: 0, _update.Items);
        Steps++;
    }

    /// <summary>One step of every parameter, a chunk an item.</summary>
    private sealed class Update(IReadOnlyList<Parameter> parameters, SgdOptions options)
        : IParallelWork
    {
        private readonly ImmutableArray<ParameterChunk> _chunks = ParameterChunks.Cut(parameters);
        private readonly ImmutableArray<Motion> _motions =
        [
            .. parameters.Select(parameter => new Motion(parameter)),
        ];
        private readonly float _momentum = (float)options.Momentum;
        private readonly bool _nesterov = options.Nesterov;
        private float _learningRate;

        public int Items => _chunks.Length;

        public void Prepare(double learningRate) => _learningRate = (float)learningRate;

        public void Execute(int phase, int item, int worker)
        {
            (int parameter, int start, int length) = _chunks[item];
            Motion motion = _motions[parameter];
            Span<float> value = motion.Value.AsSpan(start, length);
            ReadOnlySpan<float> gradient = motion.Gradient.AsSpan(start, length);
            Span<float> velocity = motion.Velocity.Span.Slice(start, length);
            ref float values = ref MemoryMarshal.GetReference(value);
            ref float gradients = ref MemoryMarshal.GetReference(gradient);
            ref float velocities = ref MemoryMarshal.GetReference(velocity);
            int i = 0;
            for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
            {
                nuint at = (nuint)i;
                Vector<float> w = Vector.LoadUnsafe(ref values, at);
                Vector<float> v = Vector.LoadUnsafe(ref velocities, at);
                Step(ref w, ref v, Vector.LoadUnsafe(ref gradients, at));
                w.StoreUnsafe(ref values, at);
                v.StoreUnsafe(ref velocities, at);
            }
            if (i < length)
            {
                Vector<float> w = PartialVector.Load(value[i..]);
                Vector<float> v = PartialVector.Load(velocity[i..]);
                Step(ref w, ref v, PartialVector.Load(gradient[i..]));
                PartialVector.Store(w, value[i..]);
                PartialVector.Store(v, velocity[i..]);
            }
        }

        private void Step(ref Vector<float> w, ref Vector<float> v, Vector<float> g)
        {
            v = (v * _momentum) + g;
            Vector<float> direction = _nesterov ? g + (v * _momentum) : v;
            w -= direction * _learningRate;
        }
    }

    /// <summary>A parameter with its velocity.</summary>
    private sealed class Motion(Parameter parameter)
    {
        public float[] Value { get; } = parameter.Value.Values;
        public float[] Gradient { get; } = parameter.Gradient.Values;
        public AlignedBuffer<float> Velocity { get; } = new(parameter.Value.Values.Length);
    }
}
