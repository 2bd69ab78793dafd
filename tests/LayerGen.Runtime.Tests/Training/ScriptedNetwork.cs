using LayerGen.Kernels;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Tests.Training;

/// <summary>
/// A network that computes nothing: losses come from a script, and everything it is asked for is written down. It
/// allocates nothing, so that what is measured around it is the trainer's.
/// </summary>
internal sealed class ScriptedNetwork : INetwork<ReadOnlyMemory<int>>
{
    public ScriptedNetwork(int features = 1, int maxBatchSize = 4)
    {
        MaxBatchSize = maxBatchSize;
        Description = new("Scripted", [features], []);
        Parameters = [First, Second];
    }

    /// <summary>The loss of a training batch; gets the batch's number, counted from 0 over all epochs.</summary>
    public Func<int, DenseMatrix, BatchLoss> Training { get; init; } = (_, _) => default;

    /// <summary>The loss of a batch at inference; gets its number in the same way.</summary>
    public Func<int, DenseMatrix, BatchLoss> Inference { get; init; } = (_, _) => default;

    public Parameter First { get; } = new("conv1.weight", [2, 3], new(2, 3), new(2, 3));

    public Parameter Second { get; } = new("dense1.bias", [40], new(40, 1), new(40, 1));

    public int TrainingBatches { get; private set; }

    public int InferenceBatches { get; private set; }

    public NetworkDescription Description { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    public int MaxBatchSize { get; }

    public WorkerTeam Workers { get; } = new(1);

    public DropoutPosition DropoutPosition { get; set; }

    public BatchLoss LossAndGradients(DenseMatrix inputs, ReadOnlyMemory<int> targets)
    {
        Check(inputs, targets);
        return Training(TrainingBatches++, inputs);
    }

    public BatchLoss Loss(DenseMatrix inputs, ReadOnlyMemory<int> targets)
    {
        Check(inputs, targets);
        return Inference(InferenceBatches++, inputs);
    }

    public DenseMatrix Forward(DenseMatrix inputs) => throw new NotSupportedException();

    public void Forward(DenseMatrix inputs, DenseMatrix outputs) =>
        throw new NotSupportedException();

    public void Dispose() => Workers.Dispose();

    private static void Check(DenseMatrix inputs, ReadOnlyMemory<int> targets)
    {
        // Not an assertion of the test framework: those allocate.
        if (inputs.ColumnCount != targets.Length)
            throw new ArgumentException("The batch has not as many targets as samples.");
    }
}
