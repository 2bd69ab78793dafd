using System.Collections.Immutable;
using System.CommandLine;
using MnistModel.Commands;
using MnistModel.Options;
using MnistModel.Report;
using MnistModel.Running;

namespace MnistModel.Tests.Report;

public sealed class RunFactsTests
{
    [Fact]
    public void Command_says_everything_that_decides_the_weights()
    {
        RunOptions options = new()
        {
            DataDirectory = "/data",
            Dataset = new Data.DatasetChoice.Known(Data.KnownDataset.FashionMnist),
            Epochs = 9,
            BatchSize = 17,
            LearningRate = 0.0025,
            Schedule = "cosine",
            Augmentation = "rotate:5,shift:0.1",
            Seed = 42,
            EarlyStopping = 4,
            TargetAccuracy = 98.5,
            CheckpointEvery = new(Epochs: 0, Batches: 50),
            NonFinite = NonFiniteChoice.Rollback,
        };
        SavedRun run = new(
            "fashion-mnist",
            "fingerprint",
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
            options.DataDirectory,
            options.History,
            options.TensorBoard
        );

        // None of the words has a blank, so none is in quotes.
        string[] words = RunFacts.Train(run).Split(' ')[1..];
        ImmutableArray<ProgramCommand> commands = CommandList.Create();
        ParseResult parsed = ProgramCommandLine.Parse(words, commands);

        Assert.Empty(parsed.Errors);
        Assert.Equal(
            new TrainingStart.Anew(options),
            commands.OfType<TrainCommand>().Single().Start(parsed)
        );
    }
}
