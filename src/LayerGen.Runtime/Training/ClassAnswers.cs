using LayerGen.Losses;
using LayerGen.Metrics;

namespace LayerGen.Training;

/// <summary>Collects the answers of a classifier for its report.</summary>
internal sealed class ClassAnswers
{
    private readonly EvaluationOptions _options;
    private readonly bool _isLogits;
    private readonly int _classes;
    private readonly ConfusionMatrix _confusion;
    private readonly Calibration _calibration;
    private readonly List<float> _scores = [];
    private readonly List<int> _labels = [];
    private long _amongFirst;

    public ClassAnswers(INetwork network, EvaluationOptions options)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(options.TopK, nameof(options));
        _options = options;
        _isLogits = network.Description.Outputs == NetworkOutputs.Logits;
        _classes = Prediction.OutputSize(network);
        _confusion = new(_classes);
        _calibration = new(options.CalibrationBins);
    }

    /// <summary>Counts one sample.</summary>
    /// <param name="outputs">What was answered; logits become probabilities in place.</param>
    /// <param name="label">The right class.</param>
    public void Add(Span<float> outputs, int label)
    {
        if (_isLogits)
            SoftmaxCrossEntropy.Probabilities(outputs, outputs);
        _confusion.Add(outputs, label);
        _calibration.Add(outputs, label);
        _amongFirst += TopK.Rank(outputs, label) < _options.TopK ? 1 : 0;
        if (!_options.RocAuc)
            return;
        _scores.AddRange(outputs);
        _labels.Add(label);
    }

    public ClassificationReport Report(LossSums sums) =>
        new(sums.Samples, sums.Mean.Data, _confusion)
        {
            TopK = Math.Min(_options.TopK, _classes),
            TopKAccuracy = Ratio.Of(_amongFirst, sums.Samples),
            Calibration = _calibration,
            RocAuc = _options.RocAuc
                ? RocAuc.OneVersusRest([.. _scores], [.. _labels], _classes)
                : null,
        };
}
