using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Data;

/// <summary>Samples that can be had in any order, some at a time.</summary>
/// <remarks>A source that is a <see cref="ColumnSource{TTargets}"/> is loaded by all threads of a network together.</remarks>
/// <typeparam name="TTargets">What the network should answer, in the form that it takes.</typeparam>
public interface IBatchSource<TTargets>
{
    /// <summary>How many samples there are; at least 1.</summary>
    int Count { get; }

    /// <summary>How many numbers one sample has.</summary>
    int InputSize { get; }

    /// <summary>
    /// Told before the first batch of an epoch. A source that draws random numbers draws those that follow from seed and
    /// epoch, so that any epoch can be repeated without those before it; others need do nothing.
    /// </summary>
    /// <param name="seed">Any number.</param>
    /// <param name="epoch">At least 0.</param>
    void BeginEpoch(ulong seed, int epoch) { }

    /// <summary>Writes samples into the columns of a matrix.</summary>
    /// <remarks>Allocates nothing after the first call with so many samples.</remarks>
    /// <param name="indices">Which samples; each 0 to <see cref="Count"/>, exclusive.</param>
    /// <param name="inputs"><see cref="InputSize"/> × number of indices; overwritten.</param>
    /// <param name="targets">One for each column of <paramref name="inputs"/>; belongs to the source until its next call.</param>
    /// <exception cref="ArgumentException">The matrix has another shape, or an index is out of range.</exception>
    void Load(ReadOnlySpan<int> indices, DenseMatrix inputs, out TTargets targets);
}
