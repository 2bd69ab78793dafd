namespace LayerGen.Training;

/// <summary>Is told how training goes, on the thread that trains. What it throws ends the training.</summary>
public interface ITrainingObserver
{
    /// <summary>A batch is done; called after every step, so it should return quickly.</summary>
    /// <param name="report">How far the epoch has come.</param>
    void OnBatch(in BatchReport report);

    /// <summary>An epoch and its validation are done.</summary>
    /// <param name="report">What the epoch came to.</param>
    void OnEpoch(EpochReport report);
}
