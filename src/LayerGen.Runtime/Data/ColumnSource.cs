using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Data;

/// <summary>
/// Samples whose columns can be written independently of each other, so that several threads load a batch together.
/// Derive from it to make a source of your own.
/// </summary>
/// <typeparam name="TTargets">What the network should answer, in the form that it takes.</typeparam>
public abstract class ColumnSource<TTargets> : IBatchSource<TTargets>
{
    /// <summary>Numbers worth handing to another thread: fewer are copied sooner than they are handed over.</summary>
    private const int ElementsPerItem = 4096;

    /// <inheritdoc/>
    public abstract int Count { get; }

    /// <inheritdoc/>
    public abstract int InputSize { get; }

    /// <summary>
    /// How many samples one thread takes at a time; at least 1. By default as many as make 4,096 numbers, which suits
    /// sources that copy; a source that computes should take fewer.
    /// </summary>
    public virtual int SamplesPerItem => Math.Max(1, ElementsPerItem / InputSize);

    /// <inheritdoc/>
    public virtual void BeginEpoch(ulong seed, int epoch) { }

    /// <inheritdoc/>
    public void Load(ReadOnlySpan<int> indices, DenseMatrix inputs, out TTargets targets)
    {
        BatchArguments.Check(indices, inputs, Count, InputSize);
        LoadInputs(indices, inputs.Values);
        targets = LoadTargets(indices);
    }

    /// <summary>Writes samples one behind the other. Called from several threads at once, each with samples of its own.</summary>
    /// <remarks>What is written for a sample depends on the sample and the epoch alone. Allocates nothing when warm.</remarks>
    /// <param name="indices">Which samples; each 0 to <see cref="Count"/>, exclusive.</param>
    /// <param name="columns"><see cref="InputSize"/> numbers for each index; overwritten.</param>
    public abstract void LoadInputs(ReadOnlySpan<int> indices, Span<float> columns);

    /// <summary>What the network should answer for some samples. Called from one thread.</summary>
    /// <remarks>Allocates nothing after the first call with so many samples.</remarks>
    /// <param name="indices">Which samples; each 0 to <see cref="Count"/>, exclusive.</param>
    /// <returns>One for each index; belongs to the source until its next call.</returns>
    public abstract TTargets LoadTargets(ReadOnlySpan<int> indices);
}
