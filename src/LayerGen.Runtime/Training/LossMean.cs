namespace LayerGen.Training;

/// <summary>The mean over samples of losses that come batch by batch: a smaller batch weighs less.</summary>
internal struct LossMean
{
    private double _data;
    private double _penalty;
    private double _accuracy;

    /// <summary>How many samples were added.</summary>
    public int Samples { get; private set; }

    /// <summary>The mean so far; at least one batch was added.</summary>
    public readonly BatchLoss Value =>
        new(_data / Samples, _penalty / Samples, _accuracy / Samples);

    public void Add(BatchLoss loss, int samples)
    {
        _data += loss.Data * samples;
        _penalty += loss.Penalty * samples;
        _accuracy += loss.Accuracy * samples;
        Samples += samples;
    }
}
