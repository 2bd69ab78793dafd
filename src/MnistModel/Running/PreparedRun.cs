using LayerGen;
using MnistModel.Data;
using MnistModel.Recording;

namespace MnistModel.Running;

/// <summary>A run of which everything is there that can be missing.</summary>
/// <param name="Beginning">What the person wants, and what the run goes on from.</param>
/// <param name="Plan">What follows from it.</param>
/// <param name="Data">What is trained on.</param>
/// <param name="Records">The files that follow the run; the owner of this closes them.</param>
internal sealed record PreparedRun(
    RunBeginning Beginning,
    TrainingPlan Plan,
    LoadedData Data,
    RunRecords Records
)
{
    /// <summary>Opens the files.</summary>
    /// <param name="beginning">What the person wants, and what the run goes on from.</param>
    /// <param name="plan">What follows from it.</param>
    /// <param name="data">What is trained on.</param>
    public static Result<PreparedRun> Of(
        RunBeginning beginning,
        TrainingPlan plan,
        LoadedData data
    ) =>
        plan.Files.Problem
        ?? (
            beginning is { From: null, Options.Overwrites: false }
                ? UnfinishedRun.At(plan.Files)
                : null
        )
        ?? RunRecords
            .Open(
                beginning.Options.History,
                beginning.Options.TensorBoard,
                beginning.From?.State.Progress.History ?? []
            )
            .Map(records => new PreparedRun(beginning, plan, data, records));
}
