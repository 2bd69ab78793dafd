using System.Collections.Immutable;
using LayerGen.Initialization;
using LayerGen.Kernels;
using LayerGen.Losses;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Tests;

/// <summary>
/// A linear softmax classifier written by hand, sample by sample, for tests of what stands around a network: it keeps the
/// contract of generated networks, learns, and counts its calls.
/// </summary>
internal sealed class FakeNetwork : INetwork<ReadOnlyMemory<int>>
{
    private readonly int _features;
    private readonly int _classes;
    private readonly float[] _logits;
    private readonly float[] _dLogits;
    private readonly DenseMatrix?[] _outputs;

    public FakeNetwork(
        int features,
        int classes,
        int maxBatchSize = 32,
        int threads = 1,
        ulong seed = 1
    )
    {
        (_features, _classes, MaxBatchSize) = (features, classes, maxBatchSize);
        (_logits, _dLogits) = (new float[classes], new float[classes]);
        _outputs = new DenseMatrix?[maxBatchSize + 1];
        Workers = new(threads);
        Weight = Create("dense1.weight", [classes, features]);
        Bias = Create("dense1.bias", [classes]);
        RandomSource random = new(seed);
        Initializers.GlorotUniform(Weight.Value.Values, features, classes, ref random);
        Parameters = [Weight, Bias];
        Description = new(
            nameof(FakeNetwork),
            [features],
            [
                new(
                    "dense1",
                    $"Dense({classes})",
                    [classes],
                    classes * (features + 1),
                    (long)classes * features
                ),
                new("softmax1", "Softmax", [classes], 0, 0),
            ]
        );
    }

    public Parameter Weight { get; }

    public Parameter Bias { get; }

    /// <summary>How often <see cref="LossAndGradients"/> was called.</summary>
    public int TrainingCalls { get; private set; }

    /// <summary>Called before each training batch with its number: spoils weights, cancels, or looks at the inputs.</summary>
    public Action<int, DenseMatrix, ReadOnlyMemory<int>>? BeforeTraining { get; init; }

    public bool IsDisposed { get; private set; }

    public NetworkDescription Description { get; }

    public IReadOnlyList<Parameter> Parameters { get; }

    public int MaxBatchSize { get; }

    public WorkerTeam Workers { get; }

    public DropoutPosition DropoutPosition { get; set; }

    public DenseMatrix Forward(DenseMatrix inputs)
    {
        DenseMatrix outputs = _outputs[inputs.ColumnCount] ??= new(_classes, inputs.ColumnCount);
        Forward(inputs, outputs);
        return outputs;
    }

    public void Forward(DenseMatrix inputs, DenseMatrix outputs)
    {
        Check(inputs);
        for (int sample = 0; sample < inputs.ColumnCount; sample++)
        {
            ComputeLogits(inputs, sample);
            SoftmaxCrossEntropy.Probabilities(
                _logits,
                outputs.Values.AsSpan(sample * _classes, _classes)
            );
        }
    }

    public BatchLoss Loss(DenseMatrix inputs, ReadOnlyMemory<int> targets) =>
        Run(inputs, targets.Span, training: false);

    public BatchLoss LossAndGradients(DenseMatrix inputs, ReadOnlyMemory<int> targets)
    {
        BeforeTraining?.Invoke(TrainingCalls, inputs, targets);
        TrainingCalls++;
        DropoutPosition = DropoutPosition with { Step = DropoutPosition.Step + 1 };
        foreach (Parameter parameter in Parameters)
            Array.Clear(parameter.Gradient.Values);
        return Run(inputs, targets.Span, training: true);
    }

    public void Dispose()
    {
        IsDisposed = true;
        Workers.Dispose();
    }

    private static Parameter Create(string name, ImmutableArray<int> axes)
    {
        int columns = axes.Length == 1 ? 1 : axes[1];
        return new(
            name,
            axes,
            ParameterStorage.Allocate(axes[0], columns),
            ParameterStorage.Allocate(axes[0], columns)
        );
    }

    private BatchLoss Run(DenseMatrix inputs, ReadOnlySpan<int> labels, bool training)
    {
        Check(inputs);
        if (labels.Length != inputs.ColumnCount)
            throw new ArgumentException($"{labels.Length} labels for {inputs.ColumnCount} samples");
        double loss = 0;
        int correct = 0;
        for (int sample = 0; sample < labels.Length; sample++)
        {
            ComputeLogits(inputs, sample);
            loss += SoftmaxCrossEntropy.Loss(_logits, labels[sample]);
            correct += SoftmaxCrossEntropy.IsCorrect(_logits, labels[sample]) ? 1 : 0;
            if (training)
                AddGradients(inputs, sample, labels[sample], 1f / labels.Length);
        }
        return new(loss / labels.Length, 0, (double)correct / labels.Length);
    }

    private void AddGradients(DenseMatrix inputs, int sample, int label, float scale)
    {
        SoftmaxCrossEntropy.Probabilities(_logits, _dLogits);
        SoftmaxCrossEntropy.Gradient(_dLogits, label, scale, _dLogits);
        for (int unit = 0; unit < _classes; unit++)
        {
            for (int feature = 0; feature < _features; feature++)
            {
                Weight.Gradient.Values[(feature * _classes) + unit] +=
                    _dLogits[unit] * inputs.Values[(sample * _features) + feature];
            }
            Bias.Gradient.Values[unit] += _dLogits[unit];
        }
    }

    private void ComputeLogits(DenseMatrix inputs, int sample)
    {
        for (int unit = 0; unit < _classes; unit++)
        {
            float sum = Bias.Value.Values[unit];
            for (int feature = 0; feature < _features; feature++)
            {
                sum +=
                    Weight.Value.Values[(feature * _classes) + unit]
                    * inputs.Values[(sample * _features) + feature];
            }
            _logits[unit] = sum;
        }
    }

    private void Check(DenseMatrix inputs)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (inputs.RowCount != _features || inputs.ColumnCount > MaxBatchSize)
            throw new ArgumentException(
                $"{inputs.RowCount} × {inputs.ColumnCount} inputs for {_features} features "
                    + $"and at most {MaxBatchSize} samples"
            );
    }
}
