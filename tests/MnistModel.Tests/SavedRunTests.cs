using System.Collections.Immutable;
using LayerGen;
using LayerGen.Data;
using LayerGen.Optimizers;
using LayerGen.Persistence;
using LayerGen.Training;
using MnistModel.Data;
using MnistModel.Options;
using MnistModel.Running;

namespace MnistModel.Tests;

/// <summary>Checkpoints of other versions of the program, and what else their notes may say.</summary>
public sealed class SavedRunTests
{
    private const string Note = "mnist_model_run";
    private const string VersionNote = "mnist_model_version";

    private const string First =
        """{"dataset":"mnist","fingerprint":"f","epochs":3,"batch_size":32,"learning_rate":0.001,"seed":7}""";

    [Fact]
    public void In_gives_options_that_came_later_their_defaults()
    {
        RunOptions options = SavedRun.In(State(First), "run").ValueOrThrow().Options("out");

        Assert.Equal(
            RunOptions.Default with
            {
                Dataset = new DatasetChoice.Known(KnownDataset.Mnist),
                Epochs = 3,
                BatchSize = 32,
                LearningRate = 0.001,
                Schedule = "constant",
                Seed = 7,
                OutputDirectory = "out",
            },
            options
        );
    }

    [Fact]
    public void In_says_which_version_wrote_what_it_does_not_know()
    {
        string later = First.Replace("{", """{"warp":9,""", StringComparison.Ordinal);

        AssertRefused(State(later, "9.8.7"), "version 9.8.7", "resume it with the version");
        AssertRefused(State(later), "another version", "resume it with the version");
    }

    [Theory]
    [InlineData("\"epochs\":3", "\"epochs\":1000000000")]
    [InlineData("\"batch_size\":32", "\"batch_size\":4097")]
    [InlineData("\"learning_rate\":0.001", "\"learning_rate\":-1")]
    [InlineData("\"seed\":7", "\"seed\":7,\"history\":\"\"")]
    [InlineData("\"seed\":7", "\"seed\":7,\"schedule\":\"none\"")]
    [InlineData("\"epochs\":3,", "")]
    public void In_refuses_what_the_command_line_would_refuse(string right, string wrong)
    {
        TrainingState written = WrittenNow();

        AssertRefused(
            State(
                First.Replace(right, wrong, StringComparison.Ordinal),
                written.Notes[VersionNote]
            ),
            "was changed"
        );
    }

    [Fact]
    public void In_finds_what_was_noted()
    {
        TrainingState written = WrittenNow();

        Assert.Equal(
            RunOptions.Default with
            {
                OutputDirectory = "out",
            },
            SavedRun.In(written, "run").ValueOrThrow().Options("out")
        );
    }

    private static TrainingState WrittenNow()
    {
        ImageDataset images = ImageDataset
            .Create("", 28, 28, 1, 10, new byte[28 * 28], new byte[1])
            .ValueOrThrow();
        return SavedRun
            .Of(
                RunOptions.Default,
                new("custom", "", IsOriginal: false, images, images) { Fingerprint = "f" }
            )
            .NoteIn(State(""));
    }

    private static void AssertRefused(TrainingState state, params string[] parts)
    {
        var error = Assert.IsType<Result<SavedRun>.Error>(SavedRun.In(state, "run.safetensors"));
        Assert.StartsWith("run.safetensors: ", error.Failure.Message, StringComparison.Ordinal);
        foreach (string part in parts)
            Assert.Contains(part, error.Failure.Message, StringComparison.Ordinal);
    }

    private static TrainingState State(string run, string? version = null)
    {
        using MnistCnn network = new(seed: 1, maxBatchSize: 1, threads: 1);
        var notes = ImmutableSortedDictionary<string, string>.Empty.Add(Note, run);
        return TrainingState.Capture(
            network,
            new Adam(network),
            new TrainingProgress(1, 0, 1, [], default)
        ) with
        {
            Notes = version is null ? notes : notes.Add(VersionNote, version),
        };
    }
}
