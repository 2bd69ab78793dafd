using MnistModel.Options;

namespace MnistModel.Running;

/// <summary>A closed union: where a training run begins.</summary>
internal abstract record TrainingStart
{
    private TrainingStart() { }

    /// <summary>At its beginning.</summary>
    /// <param name="Options">What the person wants.</param>
    public sealed record Anew(RunOptions Options) : TrainingStart;

    /// <summary>Where an earlier run stopped.</summary>
    /// <param name="Run">The checkpoint, or the directory that holds it; null for the usual directory.</param>
    /// <param name="Change">What the person wants otherwise than in the earlier run.</param>
    public sealed record GoOn(string? Run, Func<RunOptions, RunOptions> Change) : TrainingStart;
}
