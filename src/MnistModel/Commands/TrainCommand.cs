using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using MnistModel.Data;
using MnistModel.Options;
using MnistModel.Running;

namespace MnistModel.Commands;

/// <summary>Trains, tests, saves.</summary>
internal sealed class TrainCommand : ProgramCommand
{
    private readonly ContinuedOptions _continued = new(beginsRuns: true);

    private readonly Option<DatasetChoice?> _dataset = DataOptions.Dataset(
        "What to train on [default: mnist, or synthetic digits where MNIST cannot be had]"
    );

    private readonly Option<int> _batchSize = ValueOption.Number(
        "--batch-size",
        "Images a step",
        RunOptions.Default.BatchSize,
        RunRanges.BatchSize.InWords,
        RunRanges.BatchSize.Contains
    );

    private readonly Option<double> _learningRate = ValueOption.Number(
        "--learning-rate",
        "Adam's step size",
        RunOptions.Default.LearningRate,
        RunRanges.LearningRate.InWords,
        RunRanges.LearningRate.Contains
    );

    private readonly Option<string?> _schedule = ValueOption.Schedule(
        "--schedule",
        "How the learning rate changes, as below [default: cosine]"
    );

    private readonly Option<string?> _augment = ValueOption.Augmentation(
        "--augment",
        "Change the training images at random, each epoch anew, as below; alone it stands for digits [default: none]"
    );

    private readonly Option<ulong> _seed = SharedOptions.Seed(
        "Decides everything random; the same seed gives the same weights for any number of threads"
    );

    private readonly Option<string?> _out = ValueOption.DirectoryPath(
        "--out",
        "Where the weights are saved, as DATASET-seedSEED.safetensors, with a checkpoint beside them; a finished run of "
            + "that name is replaced, and its weights are kept as DATASET-seedSEED.previous.safetensors",
        SharedOptions.OutputDirectory
    );

    private readonly Option<bool> _overwrite = new("--overwrite")
    {
        Description = "Begin anew even where an unfinished run of that name would be lost",
    };

    private readonly Option<string?> _resume = new("--resume")
    {
        Description =
            "Go on from the last checkpoint of a run, as the command resume does: of that file, or of the newest one in "
            + $"that directory [default: {SharedOptions.OutputDirectory}]",
        HelpName = "RUN",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly Option<LogFormat> _log = SharedOptions.Log();

    /// <summary>Makes the command.</summary>
    public TrainCommand()
        : base("train", "Trains the network, tests it and saves its weights; the default command.")
    {
        Add(_dataset);
        foreach (Option option in _continued.All)
            Add(option);
        Add(_batchSize);
        Add(_learningRate);
        Add(_schedule);
        Add(_augment);
        Add(_seed);
        Add(_out);
        Add(_overwrite);
        Add(_resume);
        Add(_log);
        Validators.Add(DataOptions.RefuseDirectoryOfDrawings(_continued.Data, _dataset));
        Validators.Add(RefuseChangesOfRun);
        SetAction(
            (parsed, _) =>
                TrainingCommandLine.RunAsync(parsed, Start(parsed), parsed.GetValue(_log))
        );
    }

    /// <inheritdoc/>
    public override string Notes =>
        $"""
            {DataOptions.Notes}
            5,000 of 60,000 training images, or a twelfth of fewer, are held back for
            validation.

            Schedules multiply the learning rate:
              constant
              cosine[:FINAL]           down to FINAL [0] along half a wave, by the last epoch
              step[:EPOCHS[:FACTOR]]   by FACTOR [0.5] every EPOCHS [1]
              exponential[:FACTOR]     by FACTOR [0.8] an epoch
              plateau[:EPOCHS[:FACTOR]]
                                       by FACTOR [0.1] when EPOCHS [3] made it no better

            Changes of images, with commas between them:
              digits                   rotate, shear, scale and shift as below
              shift[:PART]             by up to PART [1/14] of the size
              rotate[:DEGREES]         by up to DEGREES [10] either way
              shear[:DEGREES]          by up to DEGREES [10] either way
              scale[:PART]             smaller or larger by up to PART [0.1]
              elastic[:STRENGTH[:SMOOTHNESS]]
                                       each pixel on its own [34:4]
              flip[:PROBABILITY]       left to right [0.5]
              cutout[:PIXELS]          covers a square of PIXELS [8]
              noise[:DEVIATION]        on each pixel, of 0 to 1 [0.05]
              brightness[:MOST]        on all pixels alike [0.1]

            Ctrl-C finishes the batch, saves a checkpoint and says how to go on; a second
            one leaves at once.

            Examples:
              MnistModel
              MnistModel train --epochs 10 --seed 7 --schedule step:3:0.3
              MnistModel train --augment shift,rotate:15,elastic --epochs 20
              MnistModel train --target-accuracy 99 --deadline 2m
              MnistModel train --epochs 50 --early-stopping 3 --history history.csv --tensorboard logs
              MnistModel train --dataset fashion-mnist --log json > log.jsonl
            """;

    /// <summary>The options that belong to a run from its beginning to its end.</summary>
    private ImmutableArray<Option> Fixed =>
        [_dataset, _batchSize, _learningRate, _schedule, _augment, _seed, _out, _overwrite];

    /// <summary>What a command line asks for.</summary>
    /// <param name="parsed">A command line without errors.</param>
    public TrainingStart Start(ParseResult parsed) =>
        ContinuedOptions.IsGiven(parsed, _resume)
            ? new TrainingStart.GoOn(
                parsed.GetValue(_resume),
                options => _continued.Apply(parsed, options)
            )
            : new TrainingStart.Anew(
                _continued.Apply(
                    parsed,
                    RunOptions.Default with
                    {
                        Dataset = parsed.GetValue(_dataset) ?? new DatasetChoice.Unspecified(),
                        BatchSize = parsed.GetValue(_batchSize),
                        LearningRate = parsed.GetValue(_learningRate),
                        Schedule = parsed.GetValue(_schedule) ?? RunOptions.Default.Schedule,
                        Augmentation = ContinuedOptions.IsGiven(parsed, _augment)
                            ? parsed.GetValue(_augment) ?? AugmentationWords.Digits
                            : RunOptions.Default.Augmentation,
                        Seed = parsed.GetValue(_seed),
                        OutputDirectory =
                            parsed.GetValue(_out) ?? RunOptions.Default.OutputDirectory,
                        Overwrites = parsed.GetValue(_overwrite),
                    }
                )
            );

    private void RefuseChangesOfRun(CommandResult result)
    {
        if (result.GetResult(_resume) is not { Implicit: false })
            return;
        foreach (Option option in Fixed)
        {
            if (result.GetResult(option) is { Implicit: false })
                result.AddError(
                    $"{option.Name} and {_resume.Name} exclude each other: a run goes on with its own; leave one of "
                        + "them out."
                );
        }
    }
}
