using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using LayerGen.Optimizers;
using LayerGen.Persistence;
using LayerGen.Tests.Data;

namespace LayerGen.Tests.Persistence;

public class CheckpointFileTests
{
    [Fact]
    public void Load_gives_back_the_state_that_was_saved()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        string path = folder.File("run.safetensors");
        for (int number = 0; number < 3; number++)
        {
            TrainingState saved = TrainingStates.Create(number);
            long bytes = CheckpointFile.Save(path, saved).ValueOrThrow();
            Assert.Equal(new FileInfo(path).Length, bytes);
            StateAssert.Same(saved, CheckpointFile.Load(path, network).ValueOrThrow());
        }
    }

    [Fact]
    public void Load_gives_back_the_state_that_was_saved_to_a_stream()
    {
        using WeightsNetwork network = WeightsNetwork.Create();
        using MemoryStream stream = new();
        TrainingState saved = TrainingStates.Create(1);
        Assert.Equal(CheckpointFile.Save(stream, "memory", saved).ValueOrThrow(), stream.Length);
        StateAssert.Same(saved, CheckpointFile.Load(stream, "memory", network).ValueOrThrow());
    }

    [Fact]
    public void Save_names_the_stream_when_it_has_no_room() =>
        FailureAssert.Fails(
            CheckpointFile.Save(new FullStream(), "memory", TrainingStates.Create(1)),
            "memory: cannot be written",
            "no room"
        );

    [Fact]
    public void Load_gives_back_a_state_without_best_weights_and_moments()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        TrainingState full = TrainingStates.Create(1);
        TrainingState saved = full with
        {
            Best = null,
            Optimizer = full.Optimizer with { Moments = full.Optimizer.Moments.Clear() },
        };
        CheckpointFile.Save(folder.File("run"), saved).ValueOrThrow();
        StateAssert.Same(saved, CheckpointFile.Load(folder.File("run"), network).ValueOrThrow());
    }

    [Fact]
    public void Load_gives_back_numbers_that_JSON_has_no_words_for()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        TrainingState state = TrainingStates.Create(1);
        TrainingState saved = state with
        {
            Progress = state.Progress with { BestScore = double.NegativeInfinity },
        };
        CheckpointFile.Save(folder.File("run"), saved).ValueOrThrow();
        StateAssert.Same(saved, CheckpointFile.Load(folder.File("run"), network).ValueOrThrow());
    }

    [Fact]
    public void Save_keeps_the_file_that_it_replaces_and_nothing_else()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        string path = folder.File("run.safetensors");
        string previous = folder.File("run.previous.safetensors");
        for (int number = 0; number < 3; number++)
            CheckpointFile.Save(path, TrainingStates.Create(number)).ValueOrThrow();
        StateAssert.Same(
            TrainingStates.Create(1),
            CheckpointFile.Load(previous, network).ValueOrThrow()
        );
        Assert.Equal(
            [previous, path],
            Directory.EnumerateFileSystemEntries(folder.Path).Order(StringComparer.Ordinal)
        );
        File.WriteAllBytes(path, [1, 2, 3]);
        FailureAssert.Fails(CheckpointFile.Load(path, network), path, "3 bytes", previous);
    }

    [Fact]
    public void Save_writes_a_documented_layout()
    {
        using TemporaryFolder folder = new();
        TrainingState state = TrainingStates.Create(1);
        CheckpointFile.Save(folder.File("run"), state).ValueOrThrow();
        byte[] file = File.ReadAllBytes(folder.File("run"));
        int headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, headerLength));
        JsonElement metadata = header.RootElement.GetProperty("__metadata__");
        Assert.Equal("1", metadata.GetProperty("layergen_checkpoint").GetString());
        Assert.Equal("Tiny", metadata.GetProperty("layergen_network").GetString());
        Assert.Equal(
            [
                "__metadata__",
                "conv1.weight",
                "conv1.bias",
                "best.conv1.weight",
                "best.conv1.bias",
                "optimizer.first_moment.conv1.weight",
                "optimizer.first_moment.conv1.bias",
                "optimizer.second_moment.conv1.weight",
                "optimizer.second_moment.conv1.bias",
            ],
            header.RootElement.EnumerateObject().Select(property => property.Name)
        );
        string text = metadata.GetProperty("layergen_state").GetString()!;
        using JsonDocument document = JsonDocument.Parse(text);
        Assert.Equal(
            ["architecture", "optimizer", "dropout", "progress", "has_best", "notes"],
            document.RootElement.EnumerateObject().Select(property => property.Name)
        );

        // The checksum by its definition: the state, then name and data of each tensor.
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        foreach (JsonProperty tensor in header.RootElement.EnumerateObject().Skip(1))
        {
            int[] offsets =
            [
                .. tensor
                    .Value.GetProperty("data_offsets")
                    .EnumerateArray()
                    .Select(o => o.GetInt32()),
            ];
            hash.AppendData(Encoding.UTF8.GetBytes(tensor.Name));
            hash.AppendData(file, 8 + headerLength + offsets[0], offsets[1] - offsets[0]);
        }
        Assert.Equal(
            Convert.ToHexStringLower(hash.GetHashAndReset()),
            metadata.GetProperty("layergen_sha256").GetString()
        );
    }

    [Fact]
    public void Weights_are_read_from_a_checkpoint()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        TrainingState state = TrainingStates.Create(4);
        CheckpointFile.Save(folder.File("run"), state).ValueOrThrow();
        WeightsSummary summary = WeightsFile.Load(folder.File("run"), network).ValueOrThrow();
        Assert.Equal((2, 14), (summary.Tensors, summary.Parameters));
        StateAssert.Same(state.Parameters, ParameterValues.Capture(network));
    }

    [Fact]
    public void Load_says_what_to_do_with_a_file_of_weights_alone()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        WeightsFile.Save(folder.File("weights"), network).ValueOrThrow();
        FailureAssert.Fails(
            CheckpointFile.Load(folder.File("weights"), network),
            folder.File("weights"),
            "no training state"
        );
    }

    [Theory]
    [InlineData(
        "conv1.weight is [2, 1, 2, 3], needed [2, 1, 3, 3]",
        "conv1.weight:2,1,3,3",
        "conv1.bias:2"
    )]
    [InlineData("conv1.bias [2] is not in the network", "conv1.weight:2,1,2,3")]
    [InlineData(
        "dense1.weight [3, 2] is missing; and nothing else",
        "conv1.weight:2,1,2,3",
        "conv1.bias:2",
        "dense1.weight:3,2"
    )]
    [InlineData(
        "conv2.weight [2, 1, 2, 3] is missing; conv1.weight [2, 1, 2, 3] is not in the network",
        "conv2.weight:2,1,2,3",
        "conv1.bias:2"
    )]
    public void Load_says_which_tensors_differ_and_how(string message, params string[] tensors)
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = new([
            .. tensors.Select(tensor =>
                WeightsNetwork.Parameter(
                    tensor.Split(':')[0],
                    [.. tensor.Split(':')[1].Split(',').Select(int.Parse)]
                )
            ),
        ]);
        string path = folder.File("run");
        CheckpointFile.Save(path, TrainingStates.Create(1)).ValueOrThrow();
        // What stands beside the parameters differs for the same reason, and is not told.
        string expected = message.Replace("; and nothing else", "; give", StringComparison.Ordinal);
        FailureAssert.Fails(CheckpointFile.Load(path, network), path, "network Tiny: " + expected);
        FailureAssert.Fails(WeightsFile.Load(path, network), path, "network Tiny: " + expected);
        Assert.DoesNotContain(
            "optimizer",
            ((Result<TrainingState>.Error)CheckpointFile.Load(path, network)).Failure.Message
        );
    }

    [Fact]
    public void Load_says_which_layers_differ_when_the_tensors_do_not()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        TrainingState state = TrainingStates.Create(1);
        Assert.Equal(["input [1]", "conv1 Conv(2, 1×2)"], state.Architecture.ToArray());
        TrainingState other = state with
        {
            Architecture = ["input [1]", "conv1 Conv(2, 1×2, Relu)", "dropout1 Dropout(0.5)"],
        };
        CheckpointFile.Save(folder.File("run"), other).ValueOrThrow();
        FailureAssert.Fails(
            CheckpointFile.Load(folder.File("run"), network),
            "it has 'conv1 Conv(2, 1×2, Relu)' where the network has 'conv1 Conv(2, 1×2)'",
            "it has 'dropout1 Dropout(0.5)' where the network has 'no layer'"
        );
    }

    [Fact]
    public void Save_fails_and_keeps_the_old_file_when_a_number_is_not_finite()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        string path = folder.File("run");
        TrainingState good = TrainingStates.Create(1);
        CheckpointFile.Save(path, good).ValueOrThrow();
        ParameterValues broken = new([
            good.Parameters.Tensors[0],
            good.Parameters.Tensors[1] with
            {
                Values = [1, float.NaN],
            },
        ]);
        FailureAssert.Fails(
            CheckpointFile.Save(path, good with { Parameters = broken }),
            path,
            "conv1.bias is not finite"
        );
        FailureAssert.Fails(
            CheckpointFile.Save(path, good with { Best = broken }),
            "best.conv1.bias is not finite"
        );
        OptimizerState optimizer = good.Optimizer with
        {
            Moments = good.Optimizer.Moments.SetItem("first_moment", broken),
        };
        FailureAssert.Fails(
            CheckpointFile.Save(path, good with { Optimizer = optimizer }),
            "optimizer.first_moment.conv1.bias is not finite"
        );
        StateAssert.Same(good, CheckpointFile.Load(path, network).ValueOrThrow());
    }

    [Fact]
    public void Save_throws_when_the_state_contradicts_itself()
    {
        using TemporaryFolder folder = new();
        TrainingState good = TrainingStates.Create(1);
        ParameterValues one = new([good.Parameters.Tensors[0]]);
        ParameterValues twice = new([good.Parameters.Tensors[0], good.Parameters.Tensors[0]]);
        ParameterValues cut = new([
            good.Parameters.Tensors[0] with
            {
                Values = [1],
            },
            good.Parameters.Tensors[1],
        ]);
        AssertThrows(good with { Best = one });
        AssertThrows(good with { Parameters = one });
        AssertThrows(good with { Parameters = twice, Best = twice });
        AssertThrows(good with { Best = cut });
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));

        void AssertThrows(TrainingState state) =>
            Assert.Throws<ArgumentException>(() => CheckpointFile.Save(folder.File("run"), state));
    }
}
