using LayerGen;
using MnistModel.Options;
using MnistModel.Running;

namespace MnistModel.Reporting;

/// <summary>What is about to be trained, on what, and with what.</summary>
/// <param name="DatasetName">The true name of the data set.</param>
/// <param name="DatasetTitle">The name with what has to be known about it.</param>
/// <param name="Origin">Where the data came from, in words.</param>
/// <param name="TrainingCount">Images to train on.</param>
/// <param name="ValidationCount">Images held back.</param>
/// <param name="TestCount">Images to test with.</param>
/// <param name="Network">The network.</param>
/// <param name="Threads">Threads that compute.</param>
/// <param name="VectorBits">The width of the vectors that the kernels use.</param>
/// <param name="MathProvider">What MathNet computes with, outside the generated kernels.</param>
/// <param name="Options">What the person asked for.</param>
/// <param name="TimeLimit">How long it may train from now on; null for as long as it takes.</param>
/// <param name="From">The checkpoint that the run goes on from; null for a new run.</param>
internal sealed record RunSummary(
    string DatasetName,
    string DatasetTitle,
    string Origin,
    int TrainingCount,
    int ValidationCount,
    int TestCount,
    NetworkDescription Network,
    int Threads,
    int VectorBits,
    string MathProvider,
    RunOptions Options,
    RunCheckpoint? From,
    TimeSpan? TimeLimit
)
{
    /// <summary>Says what a run is.</summary>
    /// <param name="run">The run.</param>
    /// <param name="trainingCount">Images to train on.</param>
    /// <param name="validationCount">Images held back.</param>
    /// <param name="network">The network.</param>
    public static RunSummary Of(
        PreparedRun run,
        int trainingCount,
        int validationCount,
        INetwork network
    )
    {
        Machine machine = Machine.Detect();
        return new(
            run.Data.Name,
            run.Data.Title,
            run.Data.Origin,
            trainingCount,
            validationCount,
            run.Data.Test.Count,
            network.Description,
            network.Workers.Count,
            machine.VectorBits,
            machine.MathProvider,
            run.Beginning.Options,
            run.Beginning.From,
            run.Plan.Training.TimeLimit
        );
    }
}
