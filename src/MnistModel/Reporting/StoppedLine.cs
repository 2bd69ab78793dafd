using System.Text.Json.Serialization;
using LayerGen.Training;
using MnistModel.Running;

namespace MnistModel.Reporting;

/// <summary>How a run of training ended: the last line of its log.</summary>
/// <param name="Event"><c>stopped</c>.</param>
/// <param name="Outcome">One of the words below.</param>
/// <param name="ExitCode">What the shell is told.</param>
/// <param name="Message">The same for people.</param>
/// <param name="Checkpoint">The file from which an interrupted run can go on.</param>
/// <param name="Dataset">The true name of the data set; absent if the run ended before it was known.</param>
internal sealed record StoppedLine(
    string Event,
    string Outcome,
    int ExitCode,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Message,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Checkpoint,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? Dataset
)
{
    /// <summary>Says how a run ended.</summary>
    /// <param name="outcome">How.</param>
    /// <param name="dataset">The true name of the data set; empty if it is not known.</param>
    public static StoppedLine Of(RunOutcome outcome, string dataset)
    {
        TrainingOutcome? ended = outcome switch
        {
            RunOutcome.Finished finished => finished.Ended,
            RunOutcome.Incomplete incomplete => incomplete.Ended,
            _ => null,
        };
        return new(
            "stopped",
            Word(outcome, ended),
            outcome.ExitCode,
            ended?.Message ?? outcome.Message,
            (outcome as RunOutcome.Stopped)?.Checkpoint,
            dataset.Length == 0 ? null : dataset
        );
    }

    private static string Word(RunOutcome outcome, TrainingOutcome? ended) =>
        (outcome, ended) switch
        {
            (_, TrainingOutcome.StoppedEarly) => "stopped_early",
            (_, TrainingOutcome.TargetReached) => "target_reached",
            (_, TrainingOutcome.DeadlineReached) => "deadline_reached",
            (RunOutcome.Finished or RunOutcome.Incomplete, _) => "completed",
            (RunOutcome.Stopped, _) => "interrupted",
            (RunOutcome.Diverged, _) => "diverged",
            (RunOutcome.Failed, _) => "failed",
            (RunOutcome.Refused, _) => "refused",
            _ => throw new InvalidOperationException("RunOutcome is a closed union."),
        };
}
