using LayerGen.Benchmarks.Networks;
using LayerGen.Optimizers;

namespace LayerGen.Benchmarks.Peers.Measuring;

/// <summary>A generated network as a contestant.</summary>
internal sealed class LayerGenRunner : IDisposable
{
    private readonly LabelledImages _batches;
    private readonly float[][] _initial;
    private Adam _adam;
    private int _batch;

    public LayerGenRunner(DeclaredNetwork network, LabelledImages batches, int threads)
    {
        _batches = batches;
        Network = network.Create(1, batches.Inputs[0].ColumnCount, threads);
        _initial = [.. Network.Parameters.Select(parameter => parameter.Value.Values.ToArray())];
        _adam = new(Network);
        Label = Threads(threads);
    }

    public INetwork<ReadOnlyMemory<int>> Network { get; }

    private string Label { get; }

    /// <summary><c>1 thread</c>, <c>2 threads</c>.</summary>
    public static string Threads(int count) => count == 1 ? "1 thread" : $"{count} threads";

    /// <summary>Loss, gradients and Adam's step of one batch after another, from the same weights in every turn.</summary>
    public Contestant Training => new(Label, Reset, TrainingStep);

    /// <summary>
    /// The same steps at a learning rate of 0. Batches of any size meet the same weights then, and the same gradients are
    /// zero; in training, how many are depends on how many steps were made.
    /// </summary>
    public Contestant Standing =>
        new(
            Label,
            () =>
            {
                Reset();
                _adam.LearningRate = 0;
            },
            TrainingStep
        );

    /// <summary>Probabilities of one batch after another.</summary>
    public Contestant Inference =>
        new(Label, Reset, () => Network.Forward(_batches.Inputs[Next()]));

    public void Dispose() => Network.Dispose();

    private void Reset()
    {
        foreach ((int index, Parameter parameter) in Network.Parameters.Index())
            _initial[index].CopyTo(parameter.Value.Values, 0);
        _adam = new(Network);
        _batch = 0;
    }

    private void TrainingStep()
    {
        int batch = Next();
        Network.LossAndGradients(_batches.Inputs[batch], _batches.Labels[batch]);
        _adam.Step();
    }

    private int Next() => _batch = (_batch + 1) % _batches.Count;
}
