using System.Text.Json;
using System.Text.Json.Serialization;
using LayerGen;
using LayerGen.Persistence;
using MnistModel.Data;
using MnistModel.Options;

namespace MnistModel.Running;

/// <summary>What a checkpoint says about its run besides the state of training, so that the run can go on as it was.</summary>
/// <remarks>
/// Options that came later than the first version have defaults: a checkpoint without them is of a run that had none.
/// </remarks>
/// <param name="Dataset">The true name of the data set.</param>
/// <param name="Fingerprint">Tells whether other files are the same data.</param>
/// <param name="Epochs">See <see cref="RunOptions.Epochs"/>.</param>
/// <param name="BatchSize">See <see cref="RunOptions.BatchSize"/>.</param>
/// <param name="LearningRate">See <see cref="RunOptions.LearningRate"/>.</param>
/// <param name="Seed">See <see cref="RunOptions.Seed"/>.</param>
/// <param name="Schedule">See <see cref="RunOptions.Schedule"/>.</param>
/// <param name="Augmentation">See <see cref="RunOptions.Augmentation"/>.</param>
/// <param name="CheckpointEvery">See <see cref="RunOptions.CheckpointEvery"/>, in words.</param>
/// <param name="NonFinite">See <see cref="RunOptions.NonFinite"/>, in words.</param>
/// <param name="EarlyStopping">See <see cref="RunOptions.EarlyStopping"/>.</param>
/// <param name="TargetAccuracy">See <see cref="RunOptions.TargetAccuracy"/>.</param>
/// <param name="DataDirectory">Where the person said that it is, in full; null where it was found.</param>
/// <param name="History">See <see cref="RunOptions.History"/>, in full.</param>
/// <param name="TensorBoard">See <see cref="RunOptions.TensorBoard"/>, in full.</param>
internal sealed record SavedRun(
    string Dataset,
    string Fingerprint,
    int Epochs,
    int BatchSize,
    double LearningRate,
    ulong Seed,
    string Schedule = ScheduleWords.Constant,
    string Augmentation = AugmentationWords.None,
    string CheckpointEvery = CheckpointInterval.EveryEpoch,
    string NonFinite = NonFiniteWords.Stop,
    int? EarlyStopping = null,
    double? TargetAccuracy = null,
    string? DataDirectory = null,
    string? History = null,
    string? TensorBoard = null
)
{
    private const string Note = "mnist_model_run";
    private const string VersionNote = "mnist_model_version";

    private static string Version =>
        typeof(SavedRun).Assembly.GetName().Version?.ToString(fieldCount: 3) ?? "unknown";

    /// <summary>What there is to say about a run.</summary>
    /// <param name="options">What the person wants.</param>
    /// <param name="data">What is trained on.</param>
    public static SavedRun Of(RunOptions options, LoadedData data) =>
        new(
            data.Name,
            data.Fingerprint,
            options.Epochs,
            options.BatchSize,
            options.LearningRate,
            options.Seed,
            options.Schedule,
            options.Augmentation,
            options.CheckpointEvery.ToString(),
            NonFiniteWords.Of(options.NonFinite),
            options.EarlyStopping,
            options.TargetAccuracy,
            InFull(options.DataDirectory),
            InFull(options.History),
            InFull(options.TensorBoard)
        );

    /// <summary>Adds it to a state.</summary>
    /// <param name="state">The state of training.</param>
    public TrainingState NoteIn(TrainingState state) =>
        state with
        {
            Notes = state
                .Notes.SetItem(Note, JsonSerializer.Serialize(this, SavedRunJson.Default.SavedRun))
                .SetItem(VersionNote, Version),
        };

    /// <summary>Finds it in a state.</summary>
    /// <param name="state">The state of training.</param>
    /// <param name="path">The checkpoint, for messages.</param>
    public static Result<SavedRun> In(TrainingState state, string path)
    {
        if (!state.Notes.TryGetValue(Note, out string? text))
            return new Failure(
                $"{path}: does not say how its run was made; give a checkpoint that this program has written."
            );
        try
        {
            if (
                JsonSerializer.Deserialize(text, SavedRunJson.Default.SavedRun) is
                { IsPossible: true } run
            )
                return run;
        }
        catch (JsonException) { }
        string? writer = state.Notes.GetValueOrDefault(VersionNote);
        return new Failure(
            writer == Version
                ? $"{path}: what it says about its run is wrong; the file was changed, give another."
                : $"{path}: was written by {(writer is null ? "another version" : $"version {writer}")} of this program, whose "
                    + $"options version {Version} does not know; resume it with the version that wrote it."
        );
    }

    /// <summary>The options of the run.</summary>
    /// <param name="directory">Where its checkpoint is.</param>
    public RunOptions Options(string directory) =>
        new()
        {
            DataDirectory = DataDirectory,
            Dataset =
                Dataset == LoadedData.SyntheticName ? new DatasetChoice.Synthetic()
                : KnownDataset.All.FirstOrDefault(known => known.Name == Dataset) is { } known
                    ? new DatasetChoice.Known(known)
                : new DatasetChoice.Unspecified(),
            Epochs = Epochs,
            BatchSize = BatchSize,
            LearningRate = LearningRate,
            Schedule = Schedule,
            Augmentation = Augmentation,
            Seed = Seed,
            EarlyStopping = EarlyStopping,
            TargetAccuracy = TargetAccuracy,
            CheckpointEvery =
                CheckpointInterval.Parse(CheckpointEvery) ?? RunOptions.Default.CheckpointEvery,
            NonFinite = NonFiniteWords.Parse(NonFinite) ?? RunOptions.Default.NonFinite,
            OutputDirectory = directory,
            History = History,
            TensorBoard = TensorBoard,
        };

    /// <summary>Whether the command line could have said it.</summary>
    private bool IsPossible =>
        RunRanges.Epochs.Contains(Epochs)
        && RunRanges.BatchSize.Contains(BatchSize)
        && RunRanges.LearningRate.Contains(LearningRate)
        && CheckpointInterval.Parse(CheckpointEvery) is not null
        && NonFiniteWords.Parse(NonFinite) is not null
        && (EarlyStopping is not { } patience || RunRanges.Epochs.Contains(patience))
        && (TargetAccuracy is not { } target || RunRanges.TargetAccuracy.Contains(target))
        && !new[] { DataDirectory, History, TensorBoard }.Contains("")
        && ScheduleWords.Parse(Schedule) is not null
        && AugmentationWords.Parse(Augmentation) is not null;

    private static string? InFull(string? path) => path is null ? null : Path.GetFullPath(path);
}

/// <summary>Writes and reads it without reflection.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(SavedRun))]
internal sealed partial class SavedRunJson : JsonSerializerContext;
