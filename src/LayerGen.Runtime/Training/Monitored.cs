namespace LayerGen.Training;

/// <summary>Which figure of an epoch tells whether training still gets better.</summary>
public enum Monitored
{
    /// <summary>The mean loss over the validation samples; less is better.</summary>
    ValidationLoss,

    /// <summary>The fraction of validation samples answered right; more is better.</summary>
    ValidationAccuracy,

    /// <summary>The mean loss over the training samples, without penalties; less is better.</summary>
    Loss,

    /// <summary>The fraction of training samples answered right; more is better.</summary>
    Accuracy,
}

/// <summary>How to read a monitored figure.</summary>
internal static class MonitoredFigures
{
    /// <summary>The figure of an epoch; null where it is a figure of the validation and there was none.</summary>
    public static double? Of(this Monitored monitored, EpochReport epoch) =>
        monitored switch
        {
            Monitored.ValidationLoss => epoch.ValidationLoss,
            Monitored.ValidationAccuracy => epoch.ValidationAccuracy,
            Monitored.Loss => epoch.Loss,
            Monitored.Accuracy => epoch.Accuracy,
            _ => throw new ArgumentOutOfRangeException(
                nameof(monitored),
                monitored,
                "There is no such figure."
            ),
        };

    public static bool NeedsValidation(this Monitored monitored) =>
        monitored is Monitored.ValidationLoss or Monitored.ValidationAccuracy;

    /// <summary>Whether a figure is better than the best so far by more than a difference; the first one always is.</summary>
    public static bool Improves(
        this Monitored monitored,
        double figure,
        double? best,
        double minimumChange
    ) =>
        best is not { } old
        || (
            monitored is Monitored.ValidationLoss or Monitored.Loss
                ? figure < old - minimumChange
                : figure > old + minimumChange
        );
}
