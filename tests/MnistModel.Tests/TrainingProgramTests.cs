using System.Text.Json;
using LayerGen;
using LayerGen.Persistence;

namespace MnistModel.Tests;

public sealed class TrainingProgramTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    public TrainingProgramTests() => IdxBytes.WriteSmallDataset(Data);

    private string Data => _place["data"];

    private string Out => _place["out"];

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Program_trains_tests_and_saves_weights_that_load()
    {
        ProgramRun run = await RunAsync("--epochs", "2", "--seed", "7");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("custom", run.OutputLines[0], StringComparison.Ordinal);
        Assert.Equal(
            2,
            run.OutputLines.Count(line => line.StartsWith("epoch ", StringComparison.Ordinal))
        );
        Assert.Contains(
            run.OutputLines,
            line => line.StartsWith("test     custom", StringComparison.Ordinal)
        );
        string model = Path.Combine(Out, "custom-seed7.safetensors");
        Assert.Contains(model, Directory.GetFiles(Out));
        using MnistCnn network = new(seed: 1, maxBatchSize: 1, threads: 1);
        Assert.IsType<Result<WeightsSummary>.Ok>(WeightsFile.Load(model, network));
    }

    [Fact]
    public async Task Json_log_is_one_object_a_line_with_the_promised_names()
    {
        ProgramRun run = await RunAsync("--epochs", "2", "--log", "json");

        Assert.Equal(0, run.ExitCode);
        JsonElement[] lines = [.. run.OutputLines.Select(line => JsonElement.Parse(line))];
        Assert.Equal(4, lines.Length);
        for (int epoch = 1; epoch <= 2; epoch++)
        {
            JsonElement line = lines[epoch - 1];
            Assert.Equal("epoch", line.GetProperty("event").GetString());
            Assert.Equal(epoch, line.GetProperty("epoch").GetInt32());
            Assert.True(line.GetProperty("train_seconds").GetDouble() > 0);
            // The last of an epoch's 7 steps, along half a wave over all 14.
            Assert.Equal(
                0.001 * (1 + Math.Cos(Math.PI * ((7 * epoch) - 1) / 14)) / 2,
                line.GetProperty("learning_rate").GetDouble(),
                precision: 12
            );
            Assert.True(line.GetProperty("loss").GetDouble() > 0);
            Assert.InRange(line.GetProperty("accuracy").GetDouble(), 0, 1);
            Assert.True(line.GetProperty("validation_loss").GetDouble() > 0);
            Assert.InRange(line.GetProperty("validation_accuracy").GetDouble(), 0, 1);
            Assert.Equal("custom", line.GetProperty("dataset").GetString());
        }
        JsonElement last = lines[2];
        Assert.Equal("evaluated", last.GetProperty("event").GetString());
        foreach (string name in new[] { "accuracy", "precision", "recall" })
            Assert.InRange(last.GetProperty(name).GetDouble(), 0, 1);
        Assert.True(last.GetProperty("loss").GetDouble() > 0);
        Assert.True(File.Exists(last.GetProperty("model").GetString()));
        Assert.Equal("custom", last.GetProperty("dataset").GetString());
        JsonElement stopped = lines[3];
        Assert.Equal("stopped", stopped.GetProperty("event").GetString());
        Assert.Equal("completed", stopped.GetProperty("outcome").GetString());
        Assert.Equal(0, stopped.GetProperty("exit_code").GetInt32());
        Assert.Equal("custom", stopped.GetProperty("dataset").GetString());
        // The text for people is not lost; it only went elsewhere.
        Assert.Contains("MnistCnn", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_seed_gives_the_same_weights_for_any_number_of_threads()
    {
        byte[] one = await TrainAsync("one", "--threads", "1");
        byte[] three = await TrainAsync("three", "--threads", "3");
        byte[] other = await TrainAsync("other", "--threads", "1", "--seed", "2");

        Assert.Equal(one, three);
        Assert.NotEqual(one, other);

        async Task<byte[]> TrainAsync(string name, params string[] arguments)
        {
            string directory = _place[name];
            ProgramRun run = await ProgramProcess.RunAsync(
                null,
                ["--data", Data, "--out", directory, "--epochs", "1", .. arguments]
            );
            Assert.Equal(0, run.ExitCode);
            return await File.ReadAllBytesAsync(
                Assert.Single(Directory.GetFiles(directory, "*-seed?.safetensors"))
            );
        }
    }

    [Fact]
    public async Task Exploding_loss_stops_with_a_message_that_says_where_and_saves_nothing()
    {
        ProgramRun run = await RunAsync("--learning-rate", "1e30");

        Assert.Equal(1, run.ExitCode);
        string line = Assert.Single(run.ErrorLines);
        Assert.Contains("epoch 1, batch", line, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(Out));
    }

    [Fact]
    public async Task Environment_variable_names_the_data_where_no_option_does()
    {
        ProgramRun run = await ProgramProcess.RunAsync(
            new Dictionary<string, string?> { ["LAYERGEN_DATA"] = Data },
            "--out",
            Out,
            "--epochs",
            "1"
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("custom", run.OutputLines[0], StringComparison.Ordinal);
        Assert.Contains(Data, run.OutputLines[0], StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Real_mnist_is_learned_in_one_epoch()
    {
        string? real = Environment.GetEnvironmentVariable("LAYERGEN_DATA");
        Skip.If(real is null, "LAYERGEN_DATA does not name a folder with the MNIST files.");

        ProgramRun run = await ProgramProcess.RunAsync(
            new Dictionary<string, string?> { ["LAYERGEN_DATA"] = real },
            "--out",
            Out,
            "--epochs",
            "1",
            "--log",
            "json"
        );

        Assert.Equal(0, run.ExitCode);
        JsonElement last = JsonElement.Parse(run.OutputLines[^2]);
        Assert.Equal("mnist", last.GetProperty("dataset").GetString());
        Assert.True(last.GetProperty("dataset_is_original").GetBoolean());
        // A linear classifier reaches 92 to 93 % on MNIST, this network 97 to 98.5 % in its first epoch.
        Assert.True(last.GetProperty("accuracy").GetDouble() > 0.96);
    }

    private Task<ProgramRun> RunAsync(params string[] arguments) =>
        ProgramProcess.RunAsync(null, ["--data", Data, "--out", Out, .. arguments]);
}
