using LayerGen.Losses;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Training;

/// <summary>
/// Asks a network about any number of samples, as many at a time as it takes. Allocates nothing after the first call
/// with so many samples.
/// </summary>
/// <param name="network">The network; asked from the thread that calls. Not disposed.</param>
public sealed class Predictor(INetwork network)
{
    private readonly int _inputSize = Size(network.Description.InputShape);
    private readonly int _outputSize = Size(network.Description.Layers[^1].OutputShape);
    private readonly Data.MatrixCache _inputs = new(Size(network.Description.InputShape));
    private readonly Data.MatrixCache _outputs = new(
        Size(network.Description.Layers[^1].OutputShape)
    );

    /// <summary>Computes the outputs (probabilities) of some samples.</summary>
    /// <param name="samples">One sample behind the other, images in HWC order.</param>
    /// <param name="probabilities">The outputs of one sample behind those of the other; overwritten.</param>
    /// <exception cref="ArgumentException">There is no whole number of samples, or not as much room as they need.</exception>
    public void Predict(ReadOnlySpan<float> samples, Span<float> probabilities)
    {
        int count = Count(samples);
        Require(probabilities.Length, count * _outputSize, nameof(probabilities));
        for (int first = 0; first < count; first += network.MaxBatchSize)
            Outputs(samples, first).Values.AsSpan().CopyTo(probabilities[(first * _outputSize)..]);
    }

    /// <summary>Tells the most probable class of some samples; of equal ones the first, and −1 if an output is NaN.</summary>
    /// <param name="samples">One sample behind the other, images in HWC order.</param>
    /// <param name="classes">One a sample; overwritten.</param>
    /// <exception cref="ArgumentException">There is no whole number of samples, or not as much room as they need.</exception>
    public void PredictClasses(ReadOnlySpan<float> samples, Span<int> classes)
    {
        int count = Count(samples);
        Require(classes.Length, count, nameof(classes));
        for (int first = 0; first < count; first += network.MaxBatchSize)
        {
            DenseMatrix outputs = Outputs(samples, first);
            for (int i = 0; i < outputs.ColumnCount; i++)
                classes[first + i] = SoftmaxCrossEntropy.IndexOfLargest(
                    outputs.Values.AsSpan(i * _outputSize, _outputSize)
                );
        }
    }

    /// <summary>The outputs of as many samples as go at once; overwritten by the next call.</summary>
    private DenseMatrix Outputs(ReadOnlySpan<float> samples, int first)
    {
        int count = Math.Min(network.MaxBatchSize, (samples.Length / _inputSize) - first);
        DenseMatrix inputs = _inputs.WithColumns(count);
        samples.Slice(first * _inputSize, count * _inputSize).CopyTo(inputs.Values);
        DenseMatrix outputs = _outputs.WithColumns(count);
        network.Forward(inputs, outputs);
        return outputs;
    }

    private int Count(ReadOnlySpan<float> samples) =>
        samples.Length % _inputSize == 0
            ? samples.Length / _inputSize
            : throw new ArgumentException(
                $"{samples.Length} numbers are no whole number of samples; {network.Description.Name} takes samples of "
                    + $"{_inputSize}.",
                nameof(samples)
            );

    private static void Require(int room, int needed, string parameterName)
    {
        if (room != needed)
            throw new ArgumentException(
                $"The samples need room for {needed}, found {room}.",
                parameterName
            );
    }

    private static int Size(IEnumerable<int> shape) =>
        shape.Aggregate(1, (product, axis) => product * axis);
}
