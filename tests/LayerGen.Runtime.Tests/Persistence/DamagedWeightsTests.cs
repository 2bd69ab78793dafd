using System.Buffers.Binary;
using CsCheck;
using LayerGen.Persistence;
using LayerGen.Tests.Data;

namespace LayerGen.Tests.Persistence;

/// <summary>Whatever is in a file, loading it gives a failure and leaves the network alone, or gives finite weights.</summary>
public class DamagedWeightsTests
{
    private static readonly byte[] Saved = Save();

    [Fact]
    public void Load_fails_when_the_file_is_cut_at_any_byte()
    {
        for (int length = 0; length < Saved.Length; length++)
            AssertFails(Saved[..length]);
    }

    [Fact]
    public void Load_fails_when_bytes_follow() => AssertFails([.. Saved, 0], "damaged");

    [Fact]
    public void Load_fails_or_gives_finite_weights_when_any_bit_is_flipped()
    {
        for (int bit = 0; bit < 8 * Saved.Length; bit++)
        {
            byte[] damaged = [.. Saved];
            damaged[bit / 8] ^= (byte)(1 << (bit % 8));
            AssertFailsOrLoads(damaged);
        }
    }

    [Fact]
    public void Load_fails_or_gives_finite_weights_when_bytes_are_changed() =>
        Gen.Select(Gen.Int[0, Saved.Length - 1], Gen.Byte)
            .Array[1, 4]
            .Sample(
                changes =>
                {
                    byte[] damaged = [.. Saved];
                    foreach ((int position, byte value) in changes)
                        damaged[position] = value;
                    AssertFailsOrLoads(damaged);
                },
                iter: 2000
            );

    [Fact]
    public void Load_fails_when_the_header_is_random_text() =>
        Gen.String[Gen.Char["{}[]\":,0123456789.eE-+\\ud8 nulltrueF32dtypeshape\u00e9\n"], 0, 60]
            .Sample(
                text =>
                    AssertFails(
                        SafetensorsBytes.File("{\"conv1.bias\":" + text, SafetensorsBytes.Data)
                    ),
                iter: 2000
            );

    [Theory]
    [InlineData("", "not valid JSON")]
    [InlineData("{", "not valid JSON")]
    [InlineData("[]", "the header should be a JSON object, found array")]
    [InlineData("null", "found null")]
    [InlineData(
        "{}",
        "network Tiny: conv1.weight [2, 1, 2, 3] is missing; conv1.bias [2] is missing;"
    )]
    [InlineData("""{"conv9.weight":{}}""", "tensor 'conv9.weight' needs dtype")]
    [InlineData(
        """{"\ud800":{"dtype":"F32","shape":[3],"data_offsets":[0,12]}}""",
        "\\ud800 [3] is not in the network"
    )]
    [InlineData("""{"__metadata__":{},"__metadata__":{}}""", "has __metadata__ twice")]
    [InlineData("""{"__metadata__":{"layergen_checkpoint":"2"}}""", "reads '1'")]
    [InlineData("""{"__metadata__":{"layergen_checkpoint":"1"}}""", "or none of them")]
    [InlineData("""{"conv1.b\ud800s":{}}""", "not valid JSON")]
    [InlineData("""{"conv1.bias":{"dtype":"\ud800"}}""", "lacks one of them")]
    [InlineData(
        """{"conv1.bias":1}""",
        "tensor 'conv1.bias' should be a JSON object, found number"
    )]
    [InlineData("""{"conv1.bias":{}}""", "lacks one of them")]
    [InlineData("""{"conv1.bias":{"dtype":1}}""", "dtype should be a JSON string")]
    [InlineData("""{"conv1.bias":{"dtype":"F32","dtype":"F32"}}""", "repeated property 'dtype'")]
    [InlineData("""{"conv1.bias":{"kind":"F32"}}""", "unknown or repeated property 'kind'")]
    [InlineData("""{"conv1.bias":{"shape":2}}""", "shape should be a JSON array")]
    [InlineData("""{"conv1.bias":{"shape":[-2]}}""", "something else than numbers")]
    [InlineData("""{"conv1.bias":{"shape":[2.5]}}""", "something else than numbers")]
    [InlineData(
        """{"conv1.bias":{"shape":[99999999999999999999]}}""",
        "something else than numbers"
    )]
    [InlineData("""{"conv1.bias":{"shape":[1,1,1,1,1,1,1,1,2]}}""", "more than 8")]
    [InlineData(
        """{"conv1.bias":{"dtype":"F32","shape":[2],"data_offsets":[0]}}""",
        "lacks one of them"
    )]
    [InlineData(
        """{"__metadata__":{"layergen_format":"2"}}""",
        "layergen_format '2'",
        "this version reads '1'"
    )]
    [InlineData("""{"__metadata__":{"a":1}}""", "should be a JSON string, found number")]
    [InlineData("""{"__metadata__":[]}""", "should be a JSON object, found array")]
    public void Load_says_what_is_wrong_with_the_header(string header, params string[] shown) =>
        AssertFails(SafetensorsBytes.File(header, SafetensorsBytes.Data), shown);

    [Fact]
    public void Load_counts_the_tensors_that_it_does_not_name()
    {
        string many = string.Join(
            ',',
            Enumerable
                .Range(0, 1000)
                .Select(i =>
                    $"\"t{i}\":{{\"dtype\":\"F32\",\"shape\":[{i}],\"data_offsets\":[0,0]}}"
                )
        );
        // Two are missing and four of the thousand are named.
        AssertFails(
            SafetensorsBytes.File($"{{{many}}}", []),
            "conv1.bias [2] is missing; t0 [0] is not in the network;",
            "t3 [3] is not in the network; and 996 more;"
        );
    }

    [Theory]
    [InlineData("[2]", "[3]", "network Tiny: conv1.bias is [3], needed [2];")]
    [InlineData("[2,1,2,3]", "[2,3,2,1]", "conv1.weight is [2, 3, 2, 1], needed [2, 1, 2, 3]")]
    [InlineData("[2,1,2,3]", "[2,6]", "conv1.weight is [2, 6], needed")]
    [InlineData(
        "\"F32\",\"shape\":[2]",
        "\"F16\",\"shape\":[2]",
        "conv1.bias holds F16, needed F32"
    )]
    [InlineData("[0,8]", "[0,12]", "'conv1.bias' has data_offsets [0, 12]", "needs 8 bytes")]
    [InlineData("[0,8]", "[8,0]", "has data_offsets [8, 0]")]
    [InlineData("[0,8]", "[4,12]", "tensor 'conv1.bias' begins at byte 4", "gap", "at 0")]
    [InlineData("[8,56]", "[4,52]", "tensor 'conv1.weight' begins at byte 4", "overlaps", "at 8")]
    [InlineData("[8,56]", "[12,60]", "tensor 'conv1.weight' begins at byte 12", "gap", "at 8")]
    [InlineData("[8,56]", "[9223372036854775760,9223372036854775807]", "needs 48 bytes")]
    [InlineData("[8,56]", "[9223372036854775759,9223372036854775807]", "gap")]
    [InlineData("conv1.weight", "conv1.bias", "'conv1.bias' twice")]
    public void Load_names_the_tensor_when_it_differs(
        string written,
        string changed,
        params string[] shown
    )
    {
        Assert.Contains(written, SafetensorsBytes.Header, StringComparison.Ordinal);
        string header = SafetensorsBytes.Header.Replace(written, changed, StringComparison.Ordinal);
        AssertFails(SafetensorsBytes.File(header, SafetensorsBytes.Data), shown);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void Load_names_tensor_and_index_when_a_number_is_not_finite(float value)
    {
        byte[] data = [.. SafetensorsBytes.Data];
        BinaryPrimitives.WriteSingleLittleEndian(data.AsSpan(4 * 7), value);
        // Number 7 of the file is number 5 of the second tensor.
        AssertFails(
            SafetensorsBytes.File(SafetensorsBytes.Header, data),
            "'conv1.weight' is not finite at index 5"
        );
    }

    [Theory]
    [InlineData(ulong.MaxValue)]
    [InlineData(1UL << 63)]
    [InlineData(int.MaxValue)]
    [InlineData(249UL)]
    public void Load_needs_little_memory_when_the_header_length_lies(ulong length)
    {
        byte[] file = [.. SafetensorsBytes.File(new string(' ', 240), [])];
        BinaryPrimitives.WriteUInt64LittleEndian(file, length);
        using WeightsNetwork network = WeightsNetwork.Create();
        using MemoryStream stream = new(file);
        WeightsFile.Load(stream, "test", network);
        long before = GC.GetAllocatedBytesForCurrentThread();
        FailureAssert.Fails(
            WeightsFile.Load(stream, "test", network),
            $"a header of {length} bytes",
            "at most 240"
        );
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 16);
    }

    private static byte[] Save()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create(first: 100);
        WeightsFile.Save(folder.File("saved"), network).ValueOrThrow();
        return File.ReadAllBytes(folder.File("saved"));
    }

    private static void AssertFails(byte[] file, params string[] shown)
    {
        using WeightsNetwork network = WeightsNetwork.Create();
        float[] before = network.Values;
        using MemoryStream stream = new(file);
        FailureAssert.Fails(WeightsFile.Load(stream, "test", network), ["test: ", .. shown]);
        Assert.Equal(before, network.Values);
    }

    private static void AssertFailsOrLoads(byte[] file)
    {
        using WeightsNetwork network = WeightsNetwork.Create();
        float[] before = network.Values;
        using MemoryStream stream = new(file);
        Result<WeightsSummary> result = WeightsFile.Load(stream, "test", network);
        if (result is Result<WeightsSummary>.Ok)
            Assert.All(network.Values, value => Assert.True(float.IsFinite(value)));
        else
        {
            FailureAssert.Fails(result, "test: ");
            Assert.Equal(before, network.Values);
        }
    }
}
