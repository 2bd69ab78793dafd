using BenchmarkDotNet.Attributes;
using LayerGen.Optimizers;

namespace LayerGen.Benchmarks;

/// <summary>Steps of the optimizers alone, on the gradients of one batch.</summary>
[MemoryDiagnoser]
public class OptimizerBenchmarks : NetworkBenchmarks
{
    private Adam? _adam;
    private Sgd? _sgd;

    /// <inheritdoc/>
    protected override int BatchSize => 32;

    /// <inheritdoc/>
    public override void Setup()
    {
        base.Setup();
        _adam = new(Declared);
        _sgd = new(Declared);
        int batch = Next();
        Declared.LossAndGradients(Batches.Inputs[batch], Batches.Labels[batch]);
    }

    /// <summary>Adam.</summary>
    [Benchmark(Baseline = true)]
    public void AdamStep() => _adam!.Step();

    /// <summary>Gradient descent by its defaults: without momentum.</summary>
    [Benchmark]
    public void SgdStep() => _sgd!.Step();
}
