using LayerGen;
using LayerGen.Training;
using MnistModel.Options;
using MnistModel.Reporting;

namespace MnistModel.Running;

/// <summary>A closed union: how a run ended.</summary>
internal abstract record RunOutcome
{
    private RunOutcome() { }

    /// <summary>The network was trained, saved and tested.</summary>
    /// <param name="Result">What came out.</param>
    /// <param name="Ended">How training ended; null where the network was only tested.</param>
    public sealed record Finished(RunResult Result, TrainingOutcome? Ended = null) : RunOutcome;

    /// <summary>
    /// The network was trained, saved and tested, but something else could not be written, as was said when it happened.
    /// </summary>
    /// <param name="Result">What came out.</param>
    /// <param name="Ended">How training ended.</param>
    public sealed record Incomplete(RunResult Result, TrainingOutcome Ended) : RunOutcome;

    /// <summary>What the person gave cannot be used.</summary>
    /// <param name="Failure">Why not.</param>
    public sealed record Refused(Failure Failure) : RunOutcome;

    /// <summary>Training ended with numbers that are not finite; nothing was saved.</summary>
    /// <param name="Ended">Where.</param>
    public sealed record Diverged(TrainingOutcome.Diverged Ended) : RunOutcome;

    /// <summary>The weights could not be written or tested.</summary>
    /// <param name="Failure">Why not.</param>
    public sealed record Failed(Failure Failure) : RunOutcome;

    /// <summary>Somebody asked to stop.</summary>
    /// <param name="Checkpoint">The file from which the run can go on; null if nothing was reached that it could save.</param>
    public sealed record Stopped(string? Checkpoint = null) : RunOutcome;

    /// <summary>What the shell is told.</summary>
    public int ExitCode =>
        this switch
        {
            Finished => ExitCodes.Success,
            Refused => ExitCodes.BadInput,
            Diverged or Failed or Incomplete => ExitCodes.Failed,
            Stopped => ExitCodes.Interrupted,
            _ => throw new InvalidOperationException("RunOutcome is a closed union."),
        };

    /// <summary>The line for standard error, or null where all is well.</summary>
    public string? Message =>
        this switch
        {
            Finished or Incomplete => null,
            Refused(var failure) => $"error: {failure.Message}",
            Diverged(var ended) => $"error: {ended.Message}",
            Failed(var failure) => $"error: {failure.Message}",
            Stopped(null) => "Stopped.",
            Stopped({ } checkpoint) =>
                $"Stopped and saved. To go on: MnistModel resume {ShellWord.Quote(checkpoint)}",
            _ => throw new InvalidOperationException("RunOutcome is a closed union."),
        };
}
