using System.CommandLine;
using MnistModel.Data;

namespace MnistModel.Options;

/// <summary>The command line: its options, its help and its errors.</summary>
internal sealed class ProgramCommand
{
    /// <summary>Where weights go if nothing else is said, from the current directory.</summary>
    public const string DefaultOutputDirectory = "runs";

    private const int MaxEpochs = 100_000;
    private const int MaxBatchSize = 4096;
    private const int MaxThreads = 256;

    private readonly Option<string?> _data = ValueOption.DirectoryPath(
        "--data",
        "Directory with the four files of a data set, plain or .gz (train-images-idx3-ubyte, train-labels-idx1-ubyte, "
            + "t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte)",
        standard: null
    );

    private readonly Option<DatasetChoice?> _dataset = ValueOption.Word<DatasetChoice?>(
        "--dataset",
        "What to train on [default: mnist, or synthetic digits where MNIST cannot be had]",
        (KnownDataset.Mnist.Name, new DatasetChoice.Known(KnownDataset.Mnist)),
        (KnownDataset.FashionMnist.Name, new DatasetChoice.Known(KnownDataset.FashionMnist)),
        (LoadedData.SyntheticName, new DatasetChoice.Synthetic())
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

    private readonly Option<ulong> _seed = ValueOption.Number(
        "--seed",
        "Decides everything random; the same seed gives the same weights for any number of threads",
        1UL,
        $"a whole number from 0 to {ulong.MaxValue}",
        _ => true
    );

    private readonly Option<int> _threads = ValueOption.Number(
        "--threads",
        "Threads that compute, 0 for one a processor",
        0,
        $"a whole number from 0 to {MaxThreads}",
        number => number is >= 0 and <= MaxThreads
    );

    private readonly Option<string?> _out = ValueOption.DirectoryPath(
        "--out",
        "Where the weights are saved, as DATASET-seedSEED.safetensors; a file of that name is replaced",
        DefaultOutputDirectory
    );

    private readonly Option<LogFormat> _log = ValueOption.Word(
        "--log",
        "Standard output: text, or one JSON object a line with all text on standard error [default: plain]",
        ("plain", LogFormat.Plain),
        ("json", LogFormat.Json)
    );

    private readonly RootCommand _command;

    /// <summary>Builds the command.</summary>
    public ProgramCommand()
    {
        _command = new RootCommand(Description)
        {
            _data,
            _dataset,
            _epochs,
            _batchSize,
            _learningRate,
            _seed,
            _threads,
            _out,
            _log,
        };
        _command.Validators.Add(result =>
        {
            if (
                result.GetValue(_data) is not null
                && result.GetValue(_dataset) is DatasetChoice.Synthetic
            )
                result.AddError(
                    $"--data and --dataset {LoadedData.SyntheticName} exclude each other: synthetic digits come from no "
                        + "directory; leave one of them out."
                );
        });
    }

    private static string Description =>
        $"""
            Trains a convolutional network that was generated from ten lines of attributes, tests it, saves its weights.

            Where the data set comes from, in this order:
              --data
              the directory that the environment variable {DatasetPlaces.VariableName} names
              layergen/DATASET in your cache directory
              {KnownDataset.FashionMnist.SystemDirectory}, for fashion-mnist
              a download, kept in the cache directory
            5,000 of 60,000 training images, or a twelfth of fewer, are held back for validation.

            Exit codes:
              {ExitCodes.Success}    done
              {ExitCodes.Failed}    training failed (a number is not finite any more) or results could not be written
              {ExitCodes.BadInput}    an option or the data cannot be used
              {ExitCodes.Interrupted}  stopped by Ctrl-C
              {ExitCodes.Terminated}  stopped by a request to terminate
            """;

    /// <summary>Reads the command line. Writes help, the version or errors where it asks for no training.</summary>
    /// <param name="arguments">What stands behind the program's name.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    public ParsedCommandLine Parse(
        IReadOnlyList<string> arguments,
        TextWriter output,
        TextWriter error
    )
    {
        // No response files: a path may begin with @.
        ParseResult parsed = _command.Parse(arguments, new() { ResponseFileTokenReplacer = null });
        if (parsed.Action is not (null or System.CommandLine.Invocation.ParseErrorAction))
            return new ParsedCommandLine.Done(
                parsed.Invoke(new() { Output = output, Error = error })
            );
        if (parsed.Errors.Count == 0)
            return new ParsedCommandLine.Run(Read(parsed));
        foreach (string message in parsed.Errors.Select(found => found.Message).Distinct())
            error.WriteLine($"error: {message.ReplaceLineEndings(" ")}");
        error.WriteLine(
            $"Options: {string.Join(", ", _command.Options.Select(option => option.Name))}. --help explains them."
        );
        return new ParsedCommandLine.Done(ExitCodes.BadInput);
    }

    private RunOptions Read(ParseResult parsed) =>
        new(
            parsed.GetValue(_data),
            parsed.GetValue(_dataset) ?? new DatasetChoice.Unspecified(),
            parsed.GetValue(_epochs),
            parsed.GetValue(_batchSize),
            parsed.GetValue(_learningRate),
            parsed.GetValue(_seed),
            parsed.GetValue(_threads),
            parsed.GetValue(_out) ?? DefaultOutputDirectory,
            parsed.GetValue(_log)
        );
}
