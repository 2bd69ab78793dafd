namespace LayerGen.Training;

/// <summary>
/// Is told how training goes, on the thread that trains; write the members that you want. What it throws ends the
/// training. To stop training, cancel the token that training was given.
/// </summary>
public interface ITrainingObserver
{
    /// <summary>A batch is done; called after every step, so it should return quickly.</summary>
    /// <param name="report">How far the epoch has come.</param>
    void OnBatch(in BatchReport report) { }

    /// <summary>An epoch and its validation are done.</summary>
    /// <param name="report">What the epoch came to.</param>
    void OnEpoch(EpochReport report) { }

    /// <summary>A number is not finite, and training goes on: the batch was skipped, or an earlier state is back.</summary>
    /// <param name="found">Where.</param>
    void OnNonFinite(NonFinite found) { }
}
