using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using LayerGen;
using LayerGen.Persistence;
using LayerGen.Schedules;
using MnistModel.Data;
using MnistModel.Options;
using MnistModel.Running;

namespace MnistModel.Report;

/// <summary>What has to be known about a run, and what to type to repeat it.</summary>
internal static class RunFacts
{
    /// <summary>Names and values, most important first.</summary>
    /// <param name="model">The file of the network.</param>
    /// <param name="history">How it was trained.</param>
    /// <param name="data">What it was tested with.</param>
    /// <param name="network">The network that was tested.</param>
    public static ImmutableArray<Fact> Of(
        string model,
        RunHistory history,
        LoadedData data,
        INetwork network
    ) =>
        [
            new("weights", model),
            new(
                "tested with",
                Invariant($"{data.Title}, {data.Origin}; {data.Test.Count:N0} images")
            ),
            .. history.Run is { } run ? Of(run) : [],
            .. history.State is { } state ? Of(state) : [],
            new(
                "machine",
                Invariant(
                    $"threads {network.Workers.Count}, {Machine.Detect().VectorBits}-bit vectors"
                )
            ),
            new(
                "program",
                $"MnistModel {typeof(RunFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}"
            ),
        ];

    /// <summary>What to type, in the order of typing; what is not known of the run is left out.</summary>
    /// <param name="model">The file of the network.</param>
    /// <param name="history">How it was trained.</param>
    /// <param name="data">What it was tested with.</param>
    public static ImmutableArray<string> Commands(
        string model,
        RunHistory history,
        LoadedData data
    ) =>
        [
            .. history is { Run: { } run, State: { } state }
                ? IsRepeatable(run, state)
                    ? (string[])[Train(run)]
                    : [NotRepeatable, Train(run)]
                : [],
            $"MnistModel report {ShellWord.Quote(model)}{Dataset(data.Name)}{Given("--data", Directory(history.Run, data))}",
        ];

    /// <summary>The command that makes the same weights again.</summary>
    /// <param name="run">The options of the run.</param>
    public static string Train(SavedRun run) =>
        Invariant(
            $"MnistModel train{Dataset(run.Dataset)}{Given("--data", run.DataDirectory)} --epochs {run.Epochs} --batch-size {run.BatchSize} --learning-rate {run.LearningRate} --schedule {ShellWord.Quote(run.Schedule)} --augment {ShellWord.Quote(run.Augmentation)} --seed {run.Seed}{Given("--early-stopping", run.EarlyStopping)}{Given("--target-accuracy", run.TargetAccuracy)}{Changed("--checkpoint-every", run.CheckpointEvery, RunOptions.Default.CheckpointEvery.ToString())}{Changed("--non-finite", run.NonFinite, NonFiniteWords.Of(RunOptions.Default.NonFinite))}"
        );

    private const string NotRepeatable =
        "# --epochs was changed while the run went on, so this gives other weights:";

    /// <summary>A cosine ends with the last epoch, so what was the last epoch once has its part in the weights.</summary>
    private static bool IsRepeatable(SavedRun run, TrainingState state) =>
        state.Progress.History.Length <= run.Epochs
        && (
            ScheduleWords.Parse(run.Schedule) is not Schedule.CosineDecay
            || state.Progress.History.All(epoch => epoch.Epochs == run.Epochs)
        );

    /// <summary>Where the run had its data, if those are the data that were tested with.</summary>
    private static string? Directory(SavedRun? run, LoadedData data) =>
        run is not null && run.Fingerprint == data.Fingerprint ? run.DataDirectory : null;

    private static string Dataset(string name) =>
        name == LoadedData.CustomName ? "" : $" --dataset {name}";

    private static string Changed(string option, string value, string standard) =>
        Given(option, value == standard ? null : value);

    private static string Given(string option, object? value) =>
        value is null
            ? ""
            : $" {option} {ShellWord.Quote(Convert.ToString(value, CultureInfo.InvariantCulture)!)}";

    private static ImmutableArray<Fact> Of(SavedRun run) =>
        [
            new(
                "training",
                Invariant(
                    $"{run.Dataset}, epochs {run.Epochs}, batch size {run.BatchSize}, learning rate {run.LearningRate}, schedule {run.Schedule}, augmentation {run.Augmentation}, seed {run.Seed}"
                )
            ),
        ];

    private static ImmutableArray<Fact> Of(TrainingState state) =>
        [
            new(
                "optimizer",
                Invariant(
                    $"{state.Optimizer.Kind}, last learning rate {state.Optimizer.LearningRate}, {state.Optimizer.Steps:N0} steps"
                )
            ),
        ];

    private static string Invariant(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
