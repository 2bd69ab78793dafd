using LayerGen;
using LayerGen.Persistence;
using MnistModel.Predicting;

namespace MnistModel.Tests;

/// <summary>Files that are no models, and disks that are full; the transcripts have the simpler mistakes.</summary>
public sealed class BadFileProgramTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    public BadFileProgramTests() => IdxBytes.WriteSmallDataset(Data);

    private string Data => _place["data"];

    private string Out => _place["out"];

    private string Weights => _place["out", "custom-seed1.safetensors"];

    private string Checkpoint => _place["out", "custom-seed1.checkpoint.safetensors"];

    public void Dispose() => _place.Dispose();

    public static TheoryData<string, string> Blamed { get; } =
        new() { { "image", "safetensors" }, { "half", "bytes" } };

    [Theory]
    [MemberData(nameof(Blamed))]
    public async Task File_that_is_no_model_gives_one_line_and_exit_code_2(
        string kind,
        string reason
    )
    {
        string path = _place["input"];
        switch (kind)
        {
            case "image":
                File.Copy(Directory.GetFiles(Data)[0], path);
                break;
            case "half":
                await TrainAsync("--epochs", "1");
                File.WriteAllBytes(path, File.ReadAllBytes(Checkpoint)[..1000]);
                break;
        }

        foreach (string command in new[] { "evaluate", "resume" })
        {
            ProgramRun run = await RunAsync(command, path);

            AssertRefused(run, path);
            Assert.Contains(reason, run.Error, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Weights_are_no_checkpoint()
    {
        await TrainAsync("--epochs", "1");

        AssertRefused(await RunAsync("resume", Weights), "no training state");
    }

    [SkippableFact]
    public async Task Full_disk_under_the_history_is_refused_before_training()
    {
        Skip.IfNot(File.Exists("/dev/full"), "Only Linux has a device that is always full.");

        ProgramRun run = await RunAsync([
            "train",
            "--data",
            Data,
            "--out",
            Out,
            "--history",
            "/dev/full",
        ]);

        AssertRefused(run, "--history /dev/full");
    }

    [SkippableTheory]
    [InlineData("summary")]
    [InlineData("evaluate")]
    [InlineData("train")]
    [InlineData("completion")]
    [InlineData("--help")]
    [InlineData("--version")]
    [InlineData("[suggest:2]")]
    public async Task Full_disk_under_standard_output_is_exit_code_1(string command)
    {
        Skip.IfNot(File.Exists("/dev/full"), "Only Linux has a device that is always full.");
        await TrainAsync("--epochs", "1");
        string[] arguments = command switch
        {
            "train" => ["--data", Data, "--out", Out, "--epochs", "1"],
            "evaluate" => ["--data", Data, Weights],
            "completion" => ["bash"],
            "[suggest:2]" => ["tr"],
            _ => [],
        };

        ProgramRun run = await ProgramProcess.RunInShellAsync(
            "> /dev/full",
            [command, .. arguments]
        );

        Assert.Equal(1, run.ExitCode);
        Assert.StartsWith(
            "error: standard output could not be written",
            Assert.Single(run.ErrorLines),
            StringComparison.Ordinal
        );
    }

    [SkippableTheory]
    [InlineData(">&-", "summary", 1)]
    [InlineData(">&-", "--help", 1)]
    [InlineData("2> /dev/full", "--nope", 2)]
    public async Task Stream_that_cannot_be_written_to_is_no_crash(
        string redirection,
        string word,
        int exitCode
    )
    {
        Skip.IfNot(File.Exists("/dev/full"), "Only Linux has a device that is always full.");

        ProgramRun run = await ProgramProcess.RunInShellAsync(redirection, [word]);

        Assert.Equal(exitCode, run.ExitCode);
        Assert.InRange(run.ErrorLines.Length, 0, 1);
    }

    [Fact]
    public async Task Finite_weights_that_are_too_large_to_answer_are_refused()
    {
        using (MnistCnn network = new(seed: 1, maxBatchSize: 1, threads: 1))
        {
            foreach (Parameter parameter in network.Parameters)
                Array.Fill(parameter.Value.Values, 3e38f);
            Assert.IsType<Result<WeightsSummary>.Ok>(
                WeightsFile.Save(_place["large.safetensors"], network)
            );
        }
        string image = _place["digit.png"];
        byte[] shades = new byte[28 * 28];
        shades.AsSpan(300, 200).Fill(byte.MaxValue);
        await using (FileStream file = File.Create(image))
            Picture.Grey(28, shades).WritePng(file);

        ProgramRun tested = await RunAsync("evaluate", _place["large.safetensors"], "--data", Data);
        ProgramRun predicted = await RunAsync(
            "predict",
            image,
            "--weights",
            _place["large.safetensors"]
        );

        AssertRefused(tested, $"{_place["large.safetensors"]}: cannot be tested");
        Assert.DoesNotContain("Parameter", tested.Error, StringComparison.Ordinal);
        AssertRefused(predicted, $"{image}: the network's answer is NaN");
    }

    private static void AssertRefused(ProgramRun run, string blamed)
    {
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(blamed, line, StringComparison.Ordinal);
    }

    private async Task<ProgramRun> TrainAsync(params string[] arguments)
    {
        ProgramRun run = await RunAsync(["--data", Data, "--out", Out, .. arguments]);
        Assert.Equal(0, run.ExitCode);
        return run;
    }

    private static Task<ProgramRun> RunAsync(params string[] arguments) =>
        ProgramProcess.RunAsync(null, arguments);
}
