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
    public sealed record Finished(RunResult Result) : RunOutcome;

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
    public sealed record Stopped : RunOutcome;

    /// <summary>What the shell is told.</summary>
    public int ExitCode =>
        this switch
        {
            Finished => ExitCodes.Success,
            Refused => ExitCodes.BadInput,
            Diverged or Failed => ExitCodes.Failed,
            Stopped => ExitCodes.Interrupted,
            _ => throw new InvalidOperationException("RunOutcome is a closed union."),
        };

    /// <summary>The line for standard error, or null where all is well.</summary>
    public string? Message =>
        this switch
        {
            Finished => null,
            Refused(var failure) => $"error: {failure.Message}",
            Diverged(var ended) => $"error: {ended.Message}",
            Failed(var failure) => $"error: {failure.Message}",
            Stopped => "Stopped.",
            _ => throw new InvalidOperationException("RunOutcome is a closed union."),
        };
}
