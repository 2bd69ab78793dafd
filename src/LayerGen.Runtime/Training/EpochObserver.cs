namespace LayerGen.Training;

/// <summary>Hands epochs on to a function.</summary>
internal sealed class EpochObserver(Action<EpochReport> onEpoch) : ITrainingObserver
{
    public void OnEpoch(EpochReport report) => onEpoch(report);
}
