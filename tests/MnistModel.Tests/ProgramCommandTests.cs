using System.CommandLine;
using MnistModel.Commands;
using MnistModel.Data;
using MnistModel.Options;
using MnistModel.Running;

namespace MnistModel.Tests;

public sealed class ProgramCommandTests
{
    [Fact]
    public void Parse_gives_the_documented_defaults_when_nothing_is_said()
    {
        Assert.Equal(
            new RunOptions
            {
                DataDirectory = null,
                Dataset = new DatasetChoice.Unspecified(),
                Epochs = 5,
                BatchSize = 32,
                LearningRate = 0.001,
                Schedule = "cosine",
                Augmentation = "none",
                Seed = 1,
                Threads = 0,
                EarlyStopping = null,
                TargetAccuracy = null,
                Deadline = null,
                CheckpointEvery = new(Epochs: 1, Batches: 0),
                NonFinite = NonFiniteChoice.Stop,
                Overwrites = false,
                OutputDirectory = "runs",
                History = null,
                TensorBoard = null,
            },
            Options()
        );
    }

    [Theory]
    [InlineData]
    [InlineData("train")]
    public void Parse_reads_every_option(params string[] command)
    {
        Assert.Equal(
            new RunOptions
            {
                DataDirectory = "here",
                Dataset = new DatasetChoice.Known(KnownDataset.FashionMnist),
                Epochs = 2,
                BatchSize = 7,
                LearningRate = 0.25,
                Schedule = "step:2:0.5",
                Augmentation = "shift:0.1,flip",
                Seed = ulong.MaxValue,
                Threads = 3,
                EarlyStopping = 4,
                TargetAccuracy = 99.5,
                Deadline = TimeSpan.FromSeconds(90),
                CheckpointEvery = new(Epochs: 0, Batches: 500),
                NonFinite = NonFiniteChoice.Skip,
                Overwrites = true,
                OutputDirectory = "there",
                History = "table.csv",
                TensorBoard = "logs",
            },
            Options(
                command,
                ["--data", "here", "--dataset", "fashion-mnist", "--epochs", "2"],
                ["--batch-size", "7", "--learning-rate", "2.5e-1", "--threads", "3"],
                ["--seed", "18446744073709551615", "--out", "there", "--log", "json"],
                ["--schedule", "step:2:0.5", "--early-stopping", "4", "--deadline", "1.5m"],
                [
                    "--augment",
                    "shift:0.1,flip",
                    "--target-accuracy",
                    "99.5",
                    "--checkpoint-every",
                    "500batches",
                ],
                ["--non-finite", "skip", "--overwrite"],
                ["--history", "table.csv", "--tensorboard", "logs"]
            )
        );
    }

    [Fact]
    public void Augmentation_alone_is_that_of_digits()
    {
        Assert.Equal("digits", Options(["--augment"]).Augmentation);
        Assert.Equal("digits", Options(["--augment", "--epochs", "2"]).Augmentation);
    }

    [Theory]
    [InlineData("train", "--resume")]
    [InlineData("resume")]
    public void Run_that_goes_on_changes_only_what_is_said(params string[] command)
    {
        RunOptions earlier = new()
        {
            Epochs = 17,
            BatchSize = 9,
            EarlyStopping = 2,
            Threads = 3,
            History = "old.csv",
        };

        var start = Assert.IsType<TrainingStart.GoOn>(Start([.. command, "--epochs", "20"]));

        Assert.Null(start.Run);
        Assert.Equal(earlier with { Epochs = 20 }, start.Change(earlier));
    }

    [Theory]
    [InlineData("--data", "x", "--dataset", "synthetic")]
    [InlineData("--epochs", "1", "--epochs", "2")]
    [InlineData("--resume", "--seed", "2")]
    [InlineData("--resume", "runs", "--dataset", "mnist")]
    [InlineData("resume", "--batch-size", "2")]
    [InlineData("--resume", "--overwrite")]
    [InlineData("--checkpoint-every", "0batches")]
    [InlineData("--checkpoint-every", "3 epochs")]
    [InlineData("--non-finite", "ignore")]
    [InlineData("resume", "one", "two")]
    [InlineData("--learning-rate", "0,1")]
    [InlineData("--learning-rate", "1e999")]
    [InlineData("--out", "")]
    [InlineData("--epochs")]
    [InlineData("trian")]
    [InlineData("train", "again")]
    [InlineData("--epochs", "2", "train")]
    public async Task Run_refuses_with_one_line_and_exit_code_2(params string[] arguments)
    {
        var (exitCode, output, error) = await RunAsync(arguments);

        Assert.Equal((2, ""), (exitCode, output));
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
        Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }

    [Theory]
    [InlineData("did you mean train?", "trian")]
    [InlineData("did you mean --epochs?", "train", "--epoch=3")]
    [InlineData("did you mean --seed?", "--sed", "3")]
    public async Task Misspelt_word_is_answered_by_the_word_that_was_meant(
        string answer,
        params string[] arguments
    )
    {
        var (_, _, error) = await RunAsync(arguments);

        Assert.Contains(answer, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData]
    [InlineData("train")]
    public async Task Help_explains_every_option_of_training_and_every_exit_code(
        params string[] command
    )
    {
        var (exitCode, output, error) = await RunAsync([.. command, "--help"]);

        Assert.Equal((0, ""), (exitCode, error));
        string[] words =
        [
            .. new[] { "--data ", "--dataset ", "--epochs", "--batch-size", "--learning-rate" },
            .. new[] { "--seed", "--threads", "--out", "--log", "LAYERGEN_DATA", "Examples:" },
            .. new[] { "  0  ", "  1  ", "  2  ", "  130  " },
        ];
        Assert.All(words, word => Assert.Contains(word, output, StringComparison.Ordinal));
        // No name of a type where a default value should stand.
        Assert.DoesNotContain("{ }", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_of_resume_leaves_to_the_run_what_its_checkpoint_holds()
    {
        var (_, output, _) = await RunAsync(["resume", "--help"]);

        string[] lines = output.Split('\n');
        foreach (string option in new[] { "--epochs", "--checkpoint-every", "--non-finite" })
        {
            string line = Assert.Single(
                lines,
                text => text.TrimStart().StartsWith(option, StringComparison.Ordinal)
            );
            Assert.EndsWith("[default: the run's]", line.TrimEnd(), StringComparison.Ordinal);
            Assert.Equal(
                line.IndexOf("[default", StringComparison.Ordinal),
                line.LastIndexOf("[default", StringComparison.Ordinal)
            );
        }
        var (_, training, _) = await RunAsync(["train", "--help"]);
        Assert.Contains("[default: 5]", training, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_option_that_lacks_its_value_or_has_an_empty_one_is_refused_with_one_line()
    {
        string[][] lines =
        [
            .. from command in CommandList.Create()
            from option in command.Options
            where option.Arity.MinimumNumberOfValues > 0
            from line in new string[][] { [option.Name], [option.Name, ""] }
            select (string[])[command.Name, .. line],
        ];
        Assert.NotEmpty(lines);
        foreach (string[] line in lines)
        {
            var (exitCode, output, error) = await RunAsync(line);

            Assert.Equal((2, ""), (exitCode, output));
            Assert.Contains(line[1], error, StringComparison.Ordinal);
            Assert.Single(error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }
    }

    [Fact]
    public async Task Every_command_has_help_with_examples()
    {
        foreach (ProgramCommand command in CommandList.Create())
        {
            var (exitCode, output, error) = await RunAsync([command.Name, "--help"]);

            Assert.Equal((0, ""), (exitCode, error));
            Assert.Contains("Examples:", output, StringComparison.Ordinal);
            Assert.Contains($"MnistModel {command.Name}", output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Version_is_one_line()
    {
        var (exitCode, output, error) = await RunAsync(["--version"]);

        Assert.Equal((0, ""), (exitCode, error));
        Assert.Matches(@"^\d+\.\d+\.\d+\S*\r?\n$", output);
    }

    private static RunOptions Options(params string[][] arguments) =>
        Assert.IsType<TrainingStart.Anew>(Start([.. arguments.SelectMany(some => some)])).Options;

    private static TrainingStart Start(string[] arguments)
    {
        TrainCommand train = new();
        ResumeCommand resume = new();
        ParseResult parsed = ProgramCommandLine.Parse(arguments, [train, resume]);
        Assert.Null(CommandLineError.Of(parsed));
        return parsed.CommandResult.Command == resume ? resume.Start(parsed) : train.Start(parsed);
    }

    private static async Task<(int ExitCode, string Output, string Error)> RunAsync(
        string[] arguments
    )
    {
        using StringWriter output = new();
        using StringWriter error = new();
        int exitCode = await ProgramCommandLine.RunAsync(arguments, output, error);
        return (exitCode, output.ToString(), error.ToString());
    }
}
