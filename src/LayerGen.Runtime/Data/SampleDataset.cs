using System.Collections.Immutable;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Data;

/// <summary>Samples of some numbers each, with one class label each. Immutable.</summary>
public sealed class SampleDataset
{
    private readonly DenseMatrix _inputs;
    private readonly int[] _labels;

    private SampleDataset(DenseMatrix inputs, int[] labels, ImmutableArray<string> classNames)
    {
        (_inputs, _labels, ClassNames) = (inputs, labels, classNames);
    }

    /// <summary>How many samples there are; at least 1.</summary>
    public int Count => _labels.Length;

    /// <summary>How many numbers one sample has.</summary>
    public int InputSize => _inputs.RowCount;

    /// <summary>What the classes are called; a label is an index into them.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>Copies samples that lie one behind the other.</summary>
    /// <param name="inputs">The numbers of all samples, sample after sample.</param>
    /// <param name="inputSize">How many numbers one sample has; at least 1.</param>
    /// <param name="labels">The class of each sample, from 0.</param>
    /// <param name="classNames">What the classes are called; by default their numbers, up to the largest label.</param>
    /// <exception cref="ArgumentException">
    /// Inputs and labels do not fit each other, there are none, a number is not finite, or a label is no class.
    /// </exception>
    public static SampleDataset From(
        ReadOnlySpan<float> inputs,
        int inputSize,
        ReadOnlySpan<int> labels,
        ImmutableArray<string> classNames = default
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(inputSize);
        if (labels.IsEmpty || inputs.Length != (long)inputSize * labels.Length)
            throw new ArgumentException(
                $"{labels.Length} samples of {inputSize} numbers need {(long)inputSize * labels.Length} numbers, "
                    + $"found {inputs.Length}; at least one sample is needed.",
                nameof(inputs)
            );
        ImmutableArray<string> names = classNames.IsDefault ? Numbers(labels) : classNames;
        int wrong = labels.IndexOfAnyExceptInRange(0, names.Length - 1);
        if (wrong >= 0)
            throw new ArgumentException(
                $"The label of sample {wrong} is {labels[wrong]}; {names.Length} classes have labels 0 to {names.Length - 1}.",
                nameof(labels)
            );
        DenseMatrix matrix = new(inputSize, labels.Length, inputs.ToArray());
        FiniteArguments.Check(matrix, nameof(inputs));
        return new(matrix, labels.ToArray(), names);
    }

    /// <summary>Copies samples that are arrays of their own.</summary>
    /// <param name="inputs">The numbers of each sample, equally many.</param>
    /// <param name="labels">The class of each sample, from 0.</param>
    /// <param name="classNames">What the classes are called; by default their numbers, up to the largest label.</param>
    /// <exception cref="ArgumentException">
    /// Inputs and labels do not fit each other, there are none, a number is not finite, or a label is no class.
    /// </exception>
    public static SampleDataset From(
        IReadOnlyList<float[]> inputs,
        ReadOnlySpan<int> labels,
        ImmutableArray<string> classNames = default
    )
    {
        ArgumentNullException.ThrowIfNull(inputs);
        int inputSize = inputs.Count == 0 ? 0 : inputs[0].Length;
        for (int i = 0; i < inputs.Count; i++)
            if (inputs[i].Length != inputSize || inputSize == 0)
                throw new ArgumentException(
                    $"Sample {i} has {inputs[i].Length} numbers, sample 0 has {inputSize}; "
                        + "give all samples equally many, at least one.",
                    nameof(inputs)
                );
        float[] all = new float[checked(inputSize * inputs.Count)];
        for (int i = 0; i < inputs.Count; i++)
            inputs[i].CopyTo(all, i * inputSize);
        return From(all, Math.Max(1, inputSize), labels, classNames);
    }

    /// <summary>Goes through a sequence once and copies its samples.</summary>
    /// <param name="samples">The numbers and the class of each sample.</param>
    /// <param name="classNames">What the classes are called; by default their numbers, up to the largest label.</param>
    /// <exception cref="ArgumentException">
    /// There are no samples, they differ in length, a number is not finite, or a label is no class.
    /// </exception>
    public static SampleDataset From(
        IEnumerable<(float[] Input, int Label)> samples,
        ImmutableArray<string> classNames = default
    )
    {
        ArgumentNullException.ThrowIfNull(samples);
        (List<float[]> inputs, List<int> labels) = ([], []);
        foreach ((float[] input, int label) in samples)
        {
            inputs.Add(input);
            labels.Add(label);
        }
        return From(inputs, [.. labels], classNames);
    }

    /// <summary>The numbers of one sample.</summary>
    /// <param name="index">0 to <see cref="Count"/>, exclusive.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such sample.</exception>
    public ReadOnlySpan<float> Input(int index) =>
        _inputs.Values.AsSpan(index * InputSize, InputSize);

    /// <summary>The class of one sample.</summary>
    /// <param name="index">0 to <see cref="Count"/>, exclusive.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such sample.</exception>
    public int Label(int index) => _labels[index];

    /// <summary>The samples as a source of batches.</summary>
    public MatrixBatches Batches() => new(_inputs, _labels);

    /// <summary>Holds samples back at random; both parts keep the order of the whole.</summary>
    /// <param name="held">How many samples are held back; at least 1, and less than <see cref="Count"/>.</param>
    /// <param name="seed">The same seed chooses the same samples.</param>
    /// <param name="stratified">Whether each class is held back in proportion, to within one sample.</param>
    /// <returns>Two data sets that share no sample and have all of them together.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="held"/> leaves one of the parts empty.</exception>
    public (SampleDataset Training, SampleDataset Validation) Split(
        int held,
        ulong seed,
        bool stratified = false
    )
    {
        (int[] training, int[] validation) = HoldOut.Choose(
            Count,
            held,
            seed,
            stratified ? Label : null
        );
        return (Subset(training), Subset(validation));
    }

    private SampleDataset Subset(int[] indices)
    {
        DenseMatrix inputs = new(InputSize, indices.Length);
        MatrixColumns.Copy(_inputs, indices, inputs.Values);
        return new(inputs, [.. indices.Select(Label)], ClassNames);
    }

    private static ImmutableArray<string> Numbers(ReadOnlySpan<int> labels)
    {
        int largest = 0;
        foreach (int label in labels)
            largest = Math.Max(largest, label);
        return [.. Enumerable.Range(0, largest + 1).Select(number => $"{number}")];
    }
}
