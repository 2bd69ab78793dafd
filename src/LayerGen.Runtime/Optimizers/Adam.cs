using System.Collections.Immutable;
using System.Numerics;
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
/// </para>
/// <para>Source: Kingma, Ba, "Adam: A Method for Stochastic Optimization", ICLR 2015, algorithm 1.</para>
/// </remarks>
public sealed class Adam : IOptimizer
{
    private readonly WorkerTeam _workers;
    private readonly AdamOptions _options;
    private readonly Update _update;

    /// <summary>Prepares moments of zero for every parameter of a network.</summary>
    /// <param name="network">Its parameters are changed by each step, on its worker team.</param>
    /// <param name="options">The defaults of the paper if absent.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    public Adam(INetwork network, AdamOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        _options = (options ?? new()).Validated();
        _workers = network.Workers;
        _update = new(network.Parameters, _options);
        LearningRate = _options.LearningRate;
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
        double correction1 = 1 - Math.Pow(_options.Beta1, Steps + 1);
        double correction2 = 1 - Math.Pow(_options.Beta2, Steps + 1);
        _update.Prepare(LearningRate / correction1, 1 / correction2);
        _workers.Run(_update, phase: 0, _update.Items);
        Steps++;
    }

    /// <summary>One step of every parameter, a chunk an item.</summary>
    private sealed class Update : IParallelWork
    {
        private readonly ImmutableArray<ParameterChunk> _chunks;
        private readonly ImmutableArray<Moments> _moments;
        private readonly float _keep1;
        private readonly float _keep2;
        private readonly float _take1;
        private readonly float _take2;
        private readonly float _epsilon;
        private float _stepSize;
        private float _correction2;

        public Update(IReadOnlyList<Parameter> parameters, AdamOptions options)
        {
            _chunks = ParameterChunks.Cut(parameters);
            _moments = [.. parameters.Select(parameter => new Moments(parameter))];
            (_keep1, _take1) = ((float)options.Beta1, (float)(1 - options.Beta1));
            (_keep2, _take2) = ((float)options.Beta2, (float)(1 - options.Beta2));
            _epsilon = (float)options.Epsilon;
        }

        public int Items => _chunks.Length;

        /// <param name="stepSize">α / (1 − β₁ᵗ).</param>
        /// <param name="correction2">1 / (1 − β₂ᵗ).</param>
        public void Prepare(double stepSize, double correction2) =>
            (_stepSize, _correction2) = ((float)stepSize, (float)correction2);

        public void Execute(int phase, int item, int worker)
        {
            (int parameter, int start, int length) = _chunks[item];
            Moments moments = _moments[parameter];
            Span<float> value = moments.Value.AsSpan(start, length);
            ReadOnlySpan<float> gradient = moments.Gradient.AsSpan(start, length);
            Span<float> first = moments.First.Span.Slice(start, length);
            Span<float> second = moments.Second.Span.Slice(start, length);
            ref float values = ref MemoryMarshal.GetReference(value);
            ref float gradients = ref MemoryMarshal.GetReference(gradient);
            ref float firsts = ref MemoryMarshal.GetReference(first);
            ref float seconds = ref MemoryMarshal.GetReference(second);
            int i = 0;
            for (; i <= length - Vector<float>.Count; i += Vector<float>.Count)
            {
                nuint at = (nuint)i;
                Vector<float> w = Vector.LoadUnsafe(ref values, at);
                Vector<float> m = Vector.LoadUnsafe(ref firsts, at);
                Vector<float> v = Vector.LoadUnsafe(ref seconds, at);
                Step(ref w, ref m, ref v, Vector.LoadUnsafe(ref gradients, at));
                w.StoreUnsafe(ref values, at);
                m.StoreUnsafe(ref firsts, at);
                v.StoreUnsafe(ref seconds, at);
            }
            if (i < length)
            {
                Vector<float> w = PartialVector.Load(value[i..]);
                Vector<float> m = PartialVector.Load(first[i..]);
                Vector<float> v = PartialVector.Load(second[i..]);
                Step(ref w, ref m, ref v, PartialVector.Load(gradient[i..]));
                PartialVector.Store(w, value[i..]);
                PartialVector.Store(m, first[i..]);
                PartialVector.Store(v, second[i..]);
            }
        }

        private void Step(
            ref Vector<float> w,
            ref Vector<float> m,
            ref Vector<float> v,
            Vector<float> g
        )
        {
            m = (m * _keep1) + (g * _take1);
            v = (v * _keep2) + (g * g * _take2);
            Vector<float> deviation =
                Vector.SquareRoot(v * _correction2) + new Vector<float>(_epsilon);
            w -= m * _stepSize / deviation;
        }
    }

    /// <summary>A parameter with the running means of its gradient and of its gradient's square.</summary>
    private sealed class Moments(Parameter parameter)
    {
        public float[] Value { get; } = parameter.Value.Values;
        public float[] Gradient { get; } = parameter.Gradient.Values;
        public AlignedBuffer<float> First { get; } = new(parameter.Value.Values.Length);
        public AlignedBuffer<float> Second { get; } = new(parameter.Value.Values.Length);
    }
}
