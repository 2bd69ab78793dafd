using BenchmarkDotNet.Attributes;
using LayerGen.Optimizers;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Benchmarks;

/// <summary>A training step and its parts; nothing here allocates.</summary>
[MemoryDiagnoser]
public class StepBenchmarks : NetworkBenchmarks
{
    private Adam? _adam;
    private Sgd? _sgd;

    /// <inheritdoc/>
    public override void Setup()
    {
        base.Setup();
        _adam = new(Declared);
        _sgd = new(Declared);
        int batch = Next();
        Declared.LossAndGradients(Batches.Inputs[batch], Batches.Labels[batch]);
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

    /// <summary>Adam alone.</summary>
    [Benchmark]
    public void AdamStep() => _adam!.Step();

    /// <summary>Gradient descent alone.</summary>
    [Benchmark]
    public void SgdStep() => _sgd!.Step();
}
