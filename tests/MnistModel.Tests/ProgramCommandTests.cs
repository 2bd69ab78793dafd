using MnistModel.Data;
using MnistModel.Options;

namespace MnistModel.Tests;

public sealed class ProgramCommandTests
{
    [Fact]
    public void Parse_gives_the_documented_defaults_when_nothing_is_said()
    {
        Assert.Equal(
            new RunOptions(
                DataDirectory: null,
                new DatasetChoice.Unspecified(),
                Epochs: 5,
                BatchSize: 32,
                LearningRate: 0.001,
                Seed: 1,
                Threads: 0,
                OutputDirectory: "runs",
                LogFormat.Plain
            ),
            Options()
        );
    }

    [Fact]
    public void Parse_reads_every_option()
    {
        Assert.Equal(
            new RunOptions(
                "here",
                new DatasetChoice.Known(KnownDataset.FashionMnist),
                Epochs: 2,
                BatchSize: 7,
                LearningRate: 0.25,
                Seed: ulong.MaxValue,
                Threads: 3,
                "there",
                LogFormat.Json
            ),
            Options(
                ["--data", "here", "--dataset", "fashion-mnist", "--epochs", "2"],
                ["--batch-size", "7", "--learning-rate", "2.5e-1", "--threads", "3"],
                ["--seed", "18446744073709551615", "--out", "there", "--log", "json"]
            )
        );
    }

    [Theory]
    [InlineData("--data", "x", "--dataset", "synthetic")]
    [InlineData("--epochs", "1", "--epochs", "2")]
    [InlineData("--learning-rate", "0,1")]
    [InlineData("--learning-rate", "1e999")]
    [InlineData("--out", "")]
    [InlineData("--epochs")]
    [InlineData("train")]
    public void Parse_refuses_with_exit_code_2(params string[] arguments)
    {
        var (parsed, output, error) = Parse(arguments);

        Assert.Equal(new ParsedCommandLine.Done(2), parsed);
        Assert.Equal("", output);
        Assert.StartsWith("error: ", error, StringComparison.Ordinal);
    }

    [Fact]
    public void Help_explains_every_option_and_exit_code()
    {
        var (parsed, output, error) = Parse("--help");

        Assert.Equal(new ParsedCommandLine.Done(0), parsed);
        Assert.Equal("", error);
        string[] words =
        [
            .. new[] { "--data ", "--dataset ", "--epochs", "--batch-size", "--learning-rate" },
            .. new[] { "--seed", "--threads", "--out", "--log", "--version", "LAYERGEN_DATA" },
            .. new[] { "  0  ", "  1  ", "  2  ", "  130  ", "  143  " },
        ];
        Assert.All(words, word => Assert.Contains(word, output, StringComparison.Ordinal));
        // No name of a type where a default value should stand.
        Assert.DoesNotContain("{ }", output, StringComparison.Ordinal);
    }

    private static RunOptions Options(params string[][] arguments)
    {
        var (parsed, _, error) = Parse([.. arguments.SelectMany(some => some)]);
        Assert.Equal("", error);
        return Assert.IsType<ParsedCommandLine.Run>(parsed).Options;
    }

    private static (ParsedCommandLine Parsed, string Output, string Error) Parse(
        params string[] arguments
    )
    {
        using StringWriter output = new();
        using StringWriter error = new();
        ParsedCommandLine parsed = new ProgramCommand().Parse(arguments, output, error);
        return (parsed, output.ToString(), error.ToString());
    }
}
