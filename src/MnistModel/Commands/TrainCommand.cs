using System.CommandLine;
using MnistModel.Data;
using MnistModel.Options;
using MnistModel.Reporting;
using MnistModel.Running;

namespace MnistModel.Commands;

/// <summary>Trains, tests, saves.</summary>
internal sealed class TrainCommand : ProgramCommand
{
    private const int MaxEpochs = 100_000;
    private const int MaxBatchSize = 4096;

    private readonly Option<string?> _data = DataOptions.Directory();

    private readonly Option<DatasetChoice?> _dataset = DataOptions.Dataset(
        "What to train on [default: mnist, or synthetic digits where MNIST cannot be had]"
    );

    private readonly Option<int> _epochs = ValueOption.Number(
        "--epochs",
        "How often to go through the training images",
        5,
        $"a whole number from 1 to {MaxEpochs}",
        number => number is >= 1 and <= MaxEpochs
    );

    private readonly Option<int> _batchSize = ValueOption.Number(
        "--batch-size",
        "Images a step",
        32,
        $"a whole number from 1 to {MaxBatchSize}",
        number => number is >= 1 and <= MaxBatchSize
    );

    private readonly Option<double> _learningRate = ValueOption.Number(
        "--learning-rate",
        "Adam's step size",
        0.001,
        "a finite number above 0",
        number => number > 0 && double.IsFinite(number)
    );

    private readonly Option<ulong> _seed = SharedOptions.Seed(
        "Decides everything random; the same seed gives the same weights for any number of threads"
    );

    private readonly Option<int> _threads = SharedOptions.Threads();

    private readonly Option<string?> _out = ValueOption.DirectoryPath(
        "--out",
        "Where the weights are saved, as DATASET-seedSEED.safetensors; a file of that name is replaced",
        SharedOptions.OutputDirectory
    );

    private readonly Option<LogFormat> _log = SharedOptions.Log();

    /// <summary>Makes the command.</summary>
    public TrainCommand()
        : base("train", "Trains the network, tests it and saves its weights; the default command.")
    {
        Add(_data);
        Add(_dataset);
        Add(_epochs);
        Add(_batchSize);
        Add(_learningRate);
        Add(_seed);
        Add(_threads);
        Add(_out);
        Add(_log);
        Validators.Add(DataOptions.RefuseDirectoryOfDrawings(_data, _dataset));
        SetAction((parsed, _) => RunAsync(parsed));
    }

    /// <inheritdoc/>
    public override string Notes =>
        $"""
            {DataOptions.Notes}
            5,000 of 60,000 training images, or a twelfth of fewer, are held back for validation.

            Examples:
              MnistModel
              MnistModel train --epochs 10 --seed 7
              MnistModel train --dataset fashion-mnist --log json > log.jsonl
            """;

    /// <summary>What a command line asks for.</summary>
    /// <param name="parsed">A command line without errors.</param>
    public RunOptions Read(ParseResult parsed) =>
        new(
            parsed.GetValue(_data),
            parsed.GetValue(_dataset) ?? new DatasetChoice.Unspecified(),
            parsed.GetValue(_epochs),
            parsed.GetValue(_batchSize),
            parsed.GetValue(_learningRate),
            parsed.GetValue(_seed),
            parsed.GetValue(_threads),
            parsed.GetValue(_out) ?? SharedOptions.OutputDirectory,
            parsed.GetValue(_log)
        );

    private async Task<int> RunAsync(ParseResult parsed)
    {
        RunOptions options = Read(parsed);
        using Interruption interruption = new();
        using RunReporter reporter = RunReporter.On(parsed.InvocationConfiguration, options.Log);
        TrainingSession session = new(
            options,
            DatasetAcquisition.Standard(reporter.Report),
            chosen => new MnistCnn(chosen.Seed, chosen.BatchSize, chosen.Threads),
            reporter
        );
        RunOutcome outcome = await session.RunAsync(interruption.Token).ConfigureAwait(false);
        return reporter.Close(outcome);
    }
}
