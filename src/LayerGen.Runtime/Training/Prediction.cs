using LayerGen.Data;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Training;

/// <summary>Asks networks about samples; for many calls without allocation take a <see cref="Predictor"/>.</summary>
public static class Prediction
{
    /// <summary>Computes the outputs (probabilities) of samples, as many as there are.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">features × samples.</param>
    /// <returns>outputs × samples; the caller's own.</returns>
    /// <exception cref="ArgumentException">The rows do not fit the network.</exception>
    public static DenseMatrix Predict(this INetwork network, DenseMatrix inputs)
    {
        ArgumentNullException.ThrowIfNull(network);
        RequireRows(network, inputs);
        DenseMatrix outputs = new(OutputSize(network), inputs.ColumnCount);
        new Predictor(network).Predict(inputs.Values, outputs.Values);
        return outputs;
    }

    /// <summary>Computes the outputs (probabilities) of one sample.</summary>
    /// <param name="network">The network.</param>
    /// <param name="sample">Its numbers, images in HWC order.</param>
    /// <exception cref="ArgumentException">The sample does not fit the network.</exception>
    public static float[] Predict(this INetwork network, ReadOnlySpan<float> sample)
    {
        ArgumentNullException.ThrowIfNull(network);
        float[] probabilities = new float[OutputSize(network)];
        new Predictor(network).Predict(sample, probabilities);
        return probabilities;
    }

    /// <summary>Tells the most probable class of samples; of equal ones the first, and −1 if an output is NaN.</summary>
    /// <param name="network">The network.</param>
    /// <param name="inputs">features × samples.</param>
    /// <exception cref="ArgumentException">The rows do not fit the network.</exception>
    public static int[] PredictClasses(this INetwork network, DenseMatrix inputs)
    {
        ArgumentNullException.ThrowIfNull(network);
        RequireRows(network, inputs);
        int[] classes = new int[inputs.ColumnCount];
        new Predictor(network).PredictClasses(inputs.Values, classes);
        return classes;
    }

    /// <summary>Computes the outputs (probabilities) of all samples of a source, in its order.</summary>
    /// <typeparam name="TTargets">What the source has besides; not used.</typeparam>
    /// <param name="network">The network.</param>
    /// <param name="data">The samples.</param>
    /// <param name="cancellation">Ends before the next batch.</param>
    /// <returns>outputs × samples.</returns>
    /// <exception cref="ArgumentException">The samples do not fit the network.</exception>
    /// <exception cref="OperationCanceledException">The caller asked to stop.</exception>
    public static DenseMatrix Predict<TTargets>(
        this INetwork network,
        IBatchSource<TTargets> data,
        CancellationToken cancellation = default
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(data);
        SourceArguments.Check(network, data, nameof(data));
        BatchLoader<TTargets> loader = new(data, network.MaxBatchSize, network.Workers);
        DenseMatrix all = new(OutputSize(network), data.Count);
        int done = 0;
        for (int batch = 0; batch < loader.Batches; batch++)
        {
            cancellation.ThrowIfCancellationRequested();
            DenseMatrix outputs = network.Forward(loader.Load(batch, out _));
            outputs.Values.CopyTo(all.Values, done);
            done += outputs.Values.Length;
        }
        return all;
    }

    internal static int OutputSize(INetwork network) =>
        network.Description.Layers[^1].OutputShape.Aggregate(1, (product, axis) => product * axis);

    private static void RequireRows(INetwork network, DenseMatrix inputs)
    {
        ArgumentNullException.ThrowIfNull(inputs);
        int rows = network.Description.InputShape.Aggregate(1, (product, axis) => product * axis);
        if (inputs.RowCount != rows)
            throw new ArgumentException(
                $"The inputs have {inputs.RowCount} rows, but one sample of {network.Description.Name} has {rows} "
                    + "values; put one sample in each column.",
                nameof(inputs)
            );
    }
}
