using System.Collections.Immutable;
using System.CommandLine;

namespace MnistModel.Options;

/// <summary>The options of training that may change when a run goes on, for the commands that train.</summary>
internal sealed class ContinuedOptions
{
    private const string OfRun = " [default: the run's]";

    private readonly Option<string?> _data = DataOptions.Directory();

    private readonly Option<int> _epochs = ValueOption.Number(
        "--epochs",
        "How often to go through the training images in all",
        RunOptions.Default.Epochs,
        RunRanges.Epochs.InWords,
        RunRanges.Epochs.Contains
    );

    private readonly Option<int> _threads = SharedOptions.Threads();

    private readonly Option<int?> _earlyStopping = ValueOption.OptionalNumber<int>(
        "--early-stopping",
        "Stop when the validation loss got no smaller for so many epochs, and take the weights of the best one",
        RunRanges.Epochs.InWords,
        RunRanges.Epochs.Contains
    );

    private readonly Option<double?> _targetAccuracy = ValueOption.OptionalNumber<double>(
        "--target-accuracy",
        "Stop after the epoch whose validation accuracy reaches so many percent; the test images decide nothing",
        RunRanges.TargetAccuracy.InWords,
        RunRanges.TargetAccuracy.Contains
    );

    private readonly Option<TimeSpan?> _deadline = ValueOption.Time(
        "--deadline",
        "Stop training so long after the start of the command; what was learned until then is saved and tested"
    );

    private readonly Option<CheckpointInterval> _checkpointEvery = ValueOption.Checkpoints(
        "--checkpoint-every",
        "From one checkpoint to the next, 0 for one at the end only",
        RunOptions.Default.CheckpointEvery
    );

    private readonly Option<NonFiniteChoice> _nonFinite;

    private readonly Option<string?> _history = ValueOption.FilePath(
        "--history",
        "Write a table of the epochs as CSV; an earlier table of that name is replaced"
    );

    private readonly Option<string?> _tensorBoard = ValueOption.DirectoryPath(
        "--tensorboard",
        "Write the curves of training and validation for TensorBoard",
        standard: null
    );

    /// <summary>Makes the options.</summary>
    /// <param name="beginsRuns">Whether their command begins runs; otherwise what is not given is as the run has it.</param>
    public ContinuedOptions(bool beginsRuns)
    {
        _nonFinite = ValueOption.Word(
            "--non-finite",
            "When a loss, gradient or weight is NaN or infinite: stop, skip the batch, or go back to the last checkpoint "
                + $"with half the learning rate{(beginsRuns ? " [default: stop]" : OfRun)}",
            NonFiniteWords.All
        );
        if (beginsRuns)
            return;
        LeaveToRun(_epochs);
        LeaveToRun(_checkpointEvery);
    }

    /// <summary>Those that say when training ends and where its data are.</summary>
    public ImmutableArray<Option> All =>
        [
            _data,
            _epochs,
            _earlyStopping,
            _targetAccuracy,
            _deadline,
            _threads,
            _checkpointEvery,
            _nonFinite,
            _history,
            _tensorBoard,
        ];

    /// <summary>The directory that holds a data set.</summary>
    public Option<string?> Data => _data;

    /// <summary>Changes options to what the command line says; what it does not mention stays.</summary>
    /// <param name="parsed">A command line without errors.</param>
    /// <param name="options">The options of a new run, or of the run that goes on.</param>
    public RunOptions Apply(ParseResult parsed, RunOptions options) =>
        options with
        {
            DataDirectory = Given(parsed, _data, options.DataDirectory),
            Epochs = Given(parsed, _epochs, options.Epochs),
            Threads = Given(parsed, _threads, options.Threads),
            EarlyStopping = Given(parsed, _earlyStopping, options.EarlyStopping),
            TargetAccuracy = Given(parsed, _targetAccuracy, options.TargetAccuracy),
            Deadline = Given(parsed, _deadline, options.Deadline),
            CheckpointEvery = Given(parsed, _checkpointEvery, options.CheckpointEvery),
            NonFinite = Given(parsed, _nonFinite, options.NonFinite),
            History = Given(parsed, _history, options.History),
            TensorBoard = Given(parsed, _tensorBoard, options.TensorBoard),
        };

    /// <summary>Whether the command line mentions an option.</summary>
    public static bool IsGiven(ParseResult parsed, Option option) =>
        parsed.GetResult(option) is { Implicit: false };

    /// <summary>The help shows the default that an option has of its own.</summary>
    private static void LeaveToRun<T>(Option<T> option)
    {
        option.DefaultValueFactory = null;
        option.Description += OfRun;
    }

    private static T Given<T>(ParseResult parsed, Option<T> option, T otherwise) =>
        IsGiven(parsed, option) ? parsed.GetValue(option)! : otherwise;
}
