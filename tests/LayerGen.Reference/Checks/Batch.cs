using LayerGen.Reference.Stacks;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Reference.Checks;

/// <summary>Samples and targets in both forms: columns of float32 and arrays of doubles, the same numbers.</summary>
/// <param name="Inputs">features × batch.</param>
/// <param name="Targets">outputs × batch.</param>
public sealed record Batch(DenseMatrix Inputs, DenseMatrix Targets)
{
    public static Batch Of(IReadOnlyList<float[]> samples, IReadOnlyList<double[]> targets) =>
        new(
            new(samples[0].Length, samples.Count, [.. samples.SelectMany(sample => sample)]),
            new(
                targets[0].Length,
                targets.Count,
                [.. targets.SelectMany(target => target).Select(value => (float)value)]
            )
        );

    /// <summary>A batch of random samples, whether float32 can be judged on them or not.</summary>
    public static Batch Random(Stack stack, Circumstances circumstances, int size, ulong seed)
    {
        Chance chance = new(seed);
        return Of(
            [.. Enumerable.Range(0, size).Select(_ => circumstances.Sample(stack, chance))],
            [.. Enumerable.Range(0, size).Select(_ => Circumstances.Target(stack, chance))]
        );
    }

    public int Size => Inputs.ColumnCount;

    public double[][] Samples => Columns(Inputs);

    public double[][] TargetColumns => Columns(Targets);

    /// <summary>The place of the 1 in each column of targets.</summary>
    public ReadOnlyMemory<int> Labels =>
        TargetColumns.Select(target => Array.IndexOf(target, 1.0)).ToArray();

    /// <summary>The loss of a network on this batch, in training mode.</summary>
    public BatchLoss Train(INetwork network) =>
        network switch
        {
            INetwork<ReadOnlyMemory<int>> classes => classes.LossAndGradients(Inputs, Labels),
            INetwork<DenseMatrix> labels => labels.LossAndGradients(Inputs, Targets),
            _ => throw new InvalidOperationException($"{network.GetType()} has no known targets."),
        };

    /// <summary>The loss of a network on this batch, in inference mode.</summary>
    public BatchLoss Judge(INetwork network) =>
        network switch
        {
            INetwork<ReadOnlyMemory<int>> classes => classes.Loss(Inputs, Labels),
            INetwork<DenseMatrix> labels => labels.Loss(Inputs, Targets),
            _ => throw new InvalidOperationException($"{network.GetType()} has no known targets."),
        };

    private static double[][] Columns(DenseMatrix matrix) =>
        [
            .. matrix
                .Values.Chunk(matrix.RowCount)
                .Select(column => column.Select(value => (double)value).ToArray()),
        ];
}
