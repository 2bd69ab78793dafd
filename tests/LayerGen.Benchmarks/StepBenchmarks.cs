using BenchmarkDotNet.Attributes;
using LayerGen.Optimizers;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Benchmarks;

/// <summary>A training step, its first part, and a forward pass; nothing here allocates.</summary>
[MemoryDiagnoser]
public class StepBenchmarks : NetworkBenchmarks
{
    private Adam? _adam;

    /// <summary>Samples of a step.</summary>
    [Params(32, 128)]
    public int Batch { get; set; }

    /// <inheritdoc/>
    protected override int BatchSize => Batch;

    /// <inheritdoc/>
    public override void Setup()
    {
        base.Setup();
        _adam = new(Declared);
    }

    /// <summary>Loss, gradients and Adam.</summary>
    [Benchmark(Baseline = true)]
    public BatchLoss TrainingStep()
    {
        int batch = Next();
        BatchLoss loss = Declared.LossAndGradients(Batches.Inputs[batch], Batches.Labels[batch]);
        _adam!.Step();
        return loss;
    }

    /// <summary>Forward, loss and backward.</summary>
    [Benchmark]
    public BatchLoss LossAndGradients()
    {
        int batch = Next();
        return Declared.LossAndGradients(Batches.Inputs[batch], Batches.Labels[batch]);
    }

    /// <summary>Probabilities.</summary>
    [Benchmark]
    public DenseMatrix Forward() => Declared.Forward(Batches.Inputs[Next()]);
}
