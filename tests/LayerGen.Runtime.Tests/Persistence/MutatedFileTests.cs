using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using LayerGen.Data;
using LayerGen.Optimizers;
using LayerGen.Persistence;
using LayerGen.Tests.Data;

namespace LayerGen.Tests.Persistence;

/// <summary>
/// Reading a damaged file gives a failure or valid content: no exception, no memory beyond the file's size, and nothing
/// changed on failure. Some thousands of seeded mutants in every run; <c>LAYERGEN_MUTANTS=100000</c> sets another number.
/// </summary>
[Collection(nameof(WholeProcess))]
public class MutatedFileTests
{
    private static readonly int Mutants = TestSize.Of("LAYERGEN_MUTANTS", 4000);

    [Fact]
    public void Mutants_of_weights_fail_or_load()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        WeightsFile.Save(folder.File("weights"), network).ValueOrThrow();
        byte[] original = File.ReadAllBytes(folder.File("weights"));
        int loaded = 0;
        Each(
            seed: 1,
            (ref random) => Mutation.Apply(original, ref random),
            file =>
            {
                float[] before = network.Values;
                using MemoryStream stream = new(file);
                Result<WeightsSummary> result = LoadAllocation.Weights.Check(
                    file.Length,
                    () => WeightsFile.Load(stream, "mutant", network)
                );
                loaded += AssertFailure(result) ? 0 : 1;
                Assert.All(network.Values, value => Assert.True(float.IsFinite(value)));
                if (result is Result<WeightsSummary>.Error)
                    Assert.Equal(before, network.Values);
            }
        );
        // Changed weights are weights, too; most changes hit the header.
        Assert.InRange(loaded, 1, Mutants / 2);
    }

    [Fact]
    public void Mutants_of_a_training_state_fail_or_are_the_original()
    {
        TrainingState state = TrainingStates.Create(1);
        byte[] original = Save(state);
        using WeightsNetwork network = WeightsNetwork.Create();
        Each(
            seed: 2,
            (ref random) => Mutation.Apply(original, ref random),
            file =>
            {
                using MemoryStream stream = new(file);
                Result<TrainingState> result = LoadAllocation.Checkpoint.Check(
                    file.Length,
                    () => CheckpointFile.Load(stream, "mutant", network)
                );
                // The checksum sees to it: what is left are changes of spaces, of the network's name and the like.
                if (!AssertFailure(result))
                    StateAssert.Same(state, result.ValueOrThrow() with { Network = state.Network });
            }
        );
    }

    [Fact]
    public void Mutants_of_a_training_state_with_a_right_checksum_fail_or_can_be_restored()
    {
        byte[] original = Save(TrainingStates.Create(1));
        int headerLength = (int)BinaryPrimitives.ReadUInt64LittleEndian(original);
        JsonObject header = JsonNode.Parse(original.AsSpan(8, headerLength))!.AsObject();
        string text = header["__metadata__"]!["layergen_state"]!.GetValue<string>();
        byte[] data = original[(8 + headerLength)..];
        using WeightsNetwork network = WeightsNetwork.Create();
        Adam adam = new(network);
        int restored = 0;
        Each(
            seed: 3,
            (ref random) =>
                random.NextInt32(4) == 0
                    ? Build(header, text, MutateNumbers(data, ref random))
                    : Build(
                        header,
                        Encoding.UTF8.GetString(
                            Mutation.Apply(Encoding.UTF8.GetBytes(text), ref random)
                        ),
                        data
                    ),
            file =>
            {
                TrainingState before = TrainingState.Capture(
                    network,
                    adam,
                    new(1, 0, 0, [], default)
                );
                using MemoryStream stream = new(file);
                Result<TrainingState> result = LoadAllocation
                    .Checkpoint.Check(
                        file.Length,
                        () => CheckpointFile.Load(stream, "mutant", network)
                    )
                    .Then(state => state.Restore(network, adam));
                if (result is Result<TrainingState>.Ok)
                {
                    restored++;
                    adam.Step();
                    Assert.All(network.Values, value => Assert.False(float.IsNaN(value)));
                    before.Restore(network, adam).ValueOrThrow();
                }
                else
                    StateAssert.Same(before, TrainingState.Capture(network, adam, before.Progress));
            }
        );
        Assert.InRange(restored, 1, Mutants / 2);
    }

    [Fact]
    public void Mutants_of_IDX_files_fail_or_load()
    {
        byte[] plain = IdxBytes.Images(3, 5, 4);
        byte[] packed = IdxBytes.Gzip(plain);
        int loaded = 0;
        Each(
            seed: 4,
            (ref random) => Mutation.Apply(random.NextInt32(2) == 0 ? plain : packed, ref random),
            file =>
            {
                using MemoryStream images = new(file);
                Result<IdxImages> result = LoadAllocation.Idx.Check(
                    file.Length,
                    () => IdxReader.ReadImages(images, "mutant")
                );
                if (!AssertFailure(result))
                {
                    loaded++;
                    IdxImages content = result.ValueOrThrow();
                    Assert.Equal(
                        content.Count * content.Height * content.Width,
                        content.Pixels.Length
                    );
                }
                using MemoryStream labels = new(file);
                AssertFailure(
                    LoadAllocation.Idx.Check(
                        file.Length,
                        () => IdxReader.ReadLabels(labels, "mutant")
                    )
                );
            }
        );
        Assert.InRange(loaded, 1, Mutants - 1);
    }

    [Fact]
    public void A_training_state_fails_when_it_is_cut_at_any_byte_or_has_more()
    {
        byte[] original = Save(TrainingStates.Create(1));
        using WeightsNetwork network = WeightsNetwork.Create();
        for (int length = 0; length <= original.Length + 8; length++)
        {
            byte[] file =
            [
                .. original.Take(length),
                .. new byte[Math.Max(length - original.Length, 0)],
            ];
            using MemoryStream stream = new(file);
            bool failed = AssertFailure(CheckpointFile.Load(stream, "mutant", network));
            Assert.Equal(length != original.Length, failed);
        }
    }

    [Fact]
    public void A_training_state_fails_when_any_bit_of_state_or_data_is_flipped()
    {
        byte[] original = Save(TrainingStates.Create(1));
        byte[] key = Encoding.UTF8.GetBytes("layergen_state");
        int first = original.AsSpan().IndexOf(key) + key.Length;
        using WeightsNetwork network = WeightsNetwork.Create();
        for (int position = first; position < original.Length; position++)
        {
            byte[] damaged = [.. original];
            damaged[position] ^= (byte)(1 << (position % 8));
            // The one blank between header and data may become another one.
            if (original[position] == (byte)' ' && char.IsWhiteSpace((char)damaged[position]))
                continue;
            using MemoryStream stream = new(damaged);
            Assert.True(AssertFailure(CheckpointFile.Load(stream, "mutant", network)));
        }
    }

    private delegate byte[] Mutate(ref RandomSource random);

    private static void Each(ulong seed, Mutate mutate, Action<byte[]> check)
    {
        RandomSource random = new(seed);
        for (int mutant = 0; mutant < Mutants; mutant++)
        {
            byte[] file = mutate(ref random);
            try
            {
                check(file);
            }
            catch (Exception exception)
            {
                throw new InvalidOperationException(
                    $"Mutant {mutant} of seed {seed}: {Convert.ToHexString(file)}",
                    exception
                );
            }
        }
    }

    /// <summary>Whether reading failed; then it said so in one line, and began with the name of the file.</summary>
    private static bool AssertFailure<T>(Result<T> result)
    {
        if (result is Result<T>.Error)
            FailureAssert.Fails(result, "mutant: ");
        return result is Result<T>.Error;
    }

    private static byte[] Save(TrainingState state)
    {
        using TemporaryFolder folder = new();
        CheckpointFile.Save(folder.File("run"), state).ValueOrThrow();
        return File.ReadAllBytes(folder.File("run"));
    }

    private static byte[] MutateNumbers(byte[] data, ref RandomSource random)
    {
        byte[] changed = [.. data];
        for (int changes = 1 + random.NextInt32(3); changes > 0; changes--)
            changed[random.NextInt32(data.Length)] = (byte)random.NextInt32(256);
        return changed;
    }

    /// <summary>A checkpoint with the tensors of a header, and the checksum that it needs.</summary>
    private static byte[] Build(JsonObject header, string text, byte[] data)
    {
        JsonObject changed = header.DeepClone().AsObject();
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        foreach ((string name, JsonNode? tensor) in changed.Skip(1))
        {
            JsonArray offsets = tensor!["data_offsets"]!.AsArray();
            int begin = offsets[0]!.GetValue<int>();
            hash.AppendData(Encoding.UTF8.GetBytes(name));
            hash.AppendData(data, begin, offsets[1]!.GetValue<int>() - begin);
        }
        JsonNode metadata = changed["__metadata__"]!;
        metadata["layergen_state"] = text;
        metadata["layergen_sha256"] = Convert.ToHexStringLower(hash.GetHashAndReset());
        return SafetensorsBytes.File(changed.ToJsonString(new JsonSerializerOptions()), data);
    }
}
