using System.Buffers.Binary;
using System.Text.Json;
using LayerGen.Persistence;
using LayerGen.Tests.Data;

namespace LayerGen.Tests.Persistence;

public class WeightsFileTests
{
    [Fact]
    public void Load_gives_back_the_bits_that_were_saved()
    {
        using TemporaryFolder folder = new();
        using FakeNetwork saved = new(7, 3, seed: 1);
        using FakeNetwork loaded = new(7, 3, seed: 2);
        string path = folder.File("model.safetensors");
        WeightsSummary written = WeightsFile.Save(path, saved).ValueOrThrow();
        WeightsSummary read = WeightsFile.Load(path, loaded).ValueOrThrow();
        Assert.Equal(saved.Weight.Value.Values, loaded.Weight.Value.Values);
        Assert.Equal(saved.Bias.Value.Values, loaded.Bias.Value.Values);
        Assert.Equal(new(path, 2, 24, new FileInfo(path).Length), written);
        Assert.Equal(written, read);
    }

    [Fact]
    public void Save_writes_what_the_specification_of_safetensors_asks_for()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        string path = folder.File("model.safetensors");
        WeightsFile.Save(path, network).ValueOrThrow();
        byte[] file = File.ReadAllBytes(path);
        int headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
        Assert.Equal(0, headerLength % 8);
        Assert.Equal((byte)'{', file[8]);
        using JsonDocument header = JsonDocument.Parse(file.AsMemory(8, headerLength));
        JsonElement root = header.RootElement;
        Assert.Equal(
            "1",
            root.GetProperty("__metadata__").GetProperty("layergen_format").GetString()
        );
        Assert.Equal(
            "Tiny",
            root.GetProperty("__metadata__").GetProperty("layergen_network").GetString()
        );
        Assert.Equal(
            """{"dtype":"F32","shape":[2,1,2,3],"data_offsets":[0,48]}""",
            root.GetProperty("conv1.weight").GetRawText()
        );
        Assert.Equal(
            """{"dtype":"F32","shape":[2],"data_offsets":[48,56]}""",
            root.GetProperty("conv1.bias").GetRawText()
        );
        Assert.Equal(
            SafetensorsBytes.Floats(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, -1, -2),
            file[(8 + headerLength)..]
        );
    }

    [Fact]
    public void Save_writes_the_same_bytes_when_the_weights_are_the_same()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        WeightsFile.Save(folder.File("first"), network).ValueOrThrow();
        WeightsFile.Save(folder.File("second"), network).ValueOrThrow();
        Assert.Equal(
            File.ReadAllBytes(folder.File("first")),
            File.ReadAllBytes(folder.File("second"))
        );
    }

    [Fact]
    public void Save_writes_the_bytes_of_a_file_to_a_stream()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        using MemoryStream stream = new();
        WeightsSummary toFile = WeightsFile.Save(folder.File("model"), network).ValueOrThrow();
        WeightsSummary toStream = WeightsFile.Save(stream, "memory", network).ValueOrThrow();
        Assert.Equal(File.ReadAllBytes(folder.File("model")), stream.ToArray());
        Assert.Equal(toFile with { Path = "memory" }, toStream);
    }

    [Fact]
    public void Save_names_the_stream_when_it_has_no_room()
    {
        using WeightsNetwork network = WeightsNetwork.Create();
        FailureAssert.Fails(
            WeightsFile.Save(new FullStream(), "memory", network),
            "memory: cannot be written",
            "no room"
        );
    }

    [Fact]
    public void Load_reads_tensors_in_any_order_when_another_program_wrote_them()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        string path = folder.Write(
            "model",
            SafetensorsBytes.File(SafetensorsBytes.Header, SafetensorsBytes.Data)
        );
        WeightsFile.Load(path, network).ValueOrThrow();
        // Filter 0 has 2.5 to 7.5 and filter 1 has 8.5 to 13.5; in memory the two filters alternate.
        Assert.Equal(
            [
                2.5f,
                8.5f,
                3.5f,
                9.5f,
                4.5f,
                10.5f,
                5.5f,
                11.5f,
                6.5f,
                12.5f,
                7.5f,
                13.5f,
                0.5f,
                1.5f,
            ],
            network.Values
        );
    }

    [Fact]
    public void Load_names_the_path_when_it_is_no_readable_file()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        FailureAssert.Fails(
            WeightsFile.Load(folder.File("none"), network),
            folder.File("none"),
            "no such file"
        );
        FailureAssert.Fails(WeightsFile.Load(folder.Path, network), folder.Path, "is a directory");
        FailureAssert.Fails(
            WeightsFile.Load(folder.Write("empty", []), network),
            "has 0 bytes",
            "empty"
        );
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.NegativeInfinity)]
    public void Save_fails_and_writes_nothing_when_a_parameter_is_not_finite(float value)
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        network.Parameters[1].Value[1, 0] = value;
        FailureAssert.Fails(
            WeightsFile.Save(folder.File("model"), network),
            "value of conv1.bias is not finite"
        );
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Save_fails_when_the_directory_is_missing()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        FailureAssert.Fails(
            WeightsFile.Save(folder.File("no/model"), network),
            "no such directory"
        );
    }

    [Fact]
    public void Save_and_Load_throw_when_the_network_contradicts_itself()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("model");
        AssertRefuses(WeightsNetwork.Parameter("a", [2]), WeightsNetwork.Parameter("a", [3]));
        AssertRefuses(WeightsNetwork.Parameter("__metadata__", [2]));
        AssertRefuses(WeightsNetwork.Parameter("a", [2, 3]) with { Axes = [3, 2] });
        AssertRefuses(WeightsNetwork.Parameter("a", [2, 3]) with { Axes = [2, 4] });

        void AssertRefuses(params Parameter[] parameters)
        {
            using WeightsNetwork network = new(parameters);
            Assert.Throws<ArgumentException>(() => WeightsFile.Save(path, network));
            Assert.Throws<ArgumentException>(() => WeightsFile.Load(path, network));
        }
    }
}
