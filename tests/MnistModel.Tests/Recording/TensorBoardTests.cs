using System.Buffers.Binary;
using Google.Protobuf;
using LayerGen.Training;
using MnistModel.Recording;

namespace MnistModel.Tests.Recording;

public sealed class TensorBoardTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Checksum_of_this_test_is_the_one_of_the_standard()
    {
        // The check value of CRC-32C, RFC 3720 and the catalogue of parametrised CRC algorithms.
        Assert.Equal(0xE3069283, Crc32C("123456789"u8));
    }

    [Fact]
    public void Record_has_length_and_masked_checksums()
    {
        using MemoryStream stream = new();
        TfRecord.Write(stream, "123456789"u8);

        Assert.Equal("123456789"u8, Assert.Single(Records(stream.ToArray())));
    }

    [Fact]
    public void Files_hold_the_curves_of_training_and_validation()
    {
        ManualClock clock = new(DateTimeOffset.UnixEpoch.AddSeconds(1_700_000_000.25));
        using (TensorBoardRecord record = new(_place["logs"], clock))
        {
            record.Add(Epoch(1, validation: 0.5));
            record.Add(Epoch(300, validation: 0.25));
        }

        Event[] training = Events("train");
        Event[] validation = Events("validation");

        Assert.All(
            [.. training, .. validation],
            one => Assert.Equal(1_700_000_000.25, one.Seconds)
        );
        Assert.Equal("brain.Event:2", training[0].FileVersion);
        Assert.Equal("brain.Event:2", validation[0].FileVersion);
        Assert.Equal(
            [
                (1, "epoch_loss", 0.5f),
                (1, "epoch_accuracy", 0.75f),
                (1, "epoch_samples_per_second", 50f),
                (1, "epoch_learning_rate", 0.125f),
                (300, "epoch_loss", 0.5f),
                (300, "epoch_accuracy", 0.75f),
                (300, "epoch_samples_per_second", 50f),
                (300, "epoch_learning_rate", 0.125f),
            ],
            Scalars(training)
        );
        Assert.Equal(
            [
                (1, "epoch_loss", 0.5f),
                (1, "epoch_accuracy", 0.875f),
                (300, "epoch_loss", 0.25f),
                (300, "epoch_accuracy", 0.875f),
            ],
            Scalars(validation)
        );
    }

    [Fact]
    public void No_validation_makes_no_file_for_it()
    {
        using (TensorBoardRecord record = new(_place["logs"], TimeProvider.System))
            record.Add(Epoch(1, validation: null));

        Assert.Equal([_place["logs", "train"]], Directory.GetDirectories(_place["logs"]));
    }

    private static IEnumerable<(long, string?, float)> Scalars(Event[] events) =>
        events.Skip(1).Select(one => (one.Step, one.Tag, one.Value));

    private Event[] Events(string run) =>
        [
            .. Records(
                    File.ReadAllBytes(
                        Assert.Single(
                            Directory.GetFiles(_place["logs", run], "events.out.tfevents.*")
                        )
                    )
                )
                .Select(Event.Parse),
        ];

    private static EpochReport Epoch(int epoch, double? validation) =>
        new(
            epoch,
            300,
            100,
            0.5,
            0,
            0.75,
            validation,
            validation is null ? null : 0.875,
            TrainSeconds: 2,
            ValidationSeconds: 1
        )
        {
            LearningRate = 0.125,
        };

    /// <summary>Takes a file apart and checks every checksum by the definition, a bit at a time.</summary>
    private static List<byte[]> Records(byte[] file)
    {
        List<byte[]> records = [];
        for (int at = 0; at < file.Length; )
        {
            Span<byte> length = file.AsSpan(at, 8);
            int count = checked((int)BinaryPrimitives.ReadUInt64LittleEndian(length));
            Assert.Equal(
                Masked(length),
                BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 8))
            );
            Span<byte> payload = file.AsSpan(at + 12, count);
            Assert.Equal(
                Masked(payload),
                BinaryPrimitives.ReadUInt32LittleEndian(file.AsSpan(at + 12 + count))
            );
            records.Add(payload.ToArray());
            at += 16 + count;
        }
        return records;
    }

    private static uint Masked(ReadOnlySpan<byte> bytes)
    {
        uint checksum = Crc32C(bytes);
        return unchecked(((checksum >> 15) | (checksum << 17)) + 0xA282EAD8);
    }

    /// <summary>Division by the polynomial 0x1EDC6F41, bits reversed.</summary>
    private static uint Crc32C(ReadOnlySpan<byte> bytes)
    {
        uint remainder = uint.MaxValue;
        foreach (byte value in bytes)
        {
            remainder ^= value;
            for (int bit = 0; bit < 8; bit++)
                remainder = (remainder >> 1) ^ ((remainder & 1) * 0x82F63B78);
        }
        return ~remainder;
    }

    private sealed class ManualClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }

    /// <summary>TensorBoard's event, read by the library of the format.</summary>
    private sealed record Event(
        double Seconds,
        long Step,
        string? FileVersion,
        string? Tag,
        float Value
    )
    {
        public static Event Parse(byte[] message)
        {
            Event read = new(0, 0, null, null, 0);
            CodedInputStream fields = new(message);
            while (fields.ReadTag() is var tag and not 0)
                read = WireFormat.GetTagFieldNumber(tag) switch
                {
                    1 => read with { Seconds = fields.ReadDouble() },
                    2 => read with { Step = fields.ReadInt64() },
                    3 => read with { FileVersion = fields.ReadString() },
                    5 => read.WithSummary(fields.ReadBytes()),
                    var other => throw new InvalidDataException($"Field {other} of an event."),
                };
            return read;
        }

        private Event WithSummary(ByteString summary)
        {
            CodedInputStream fields = summary.CreateCodedInput();
            Assert.Equal(1, WireFormat.GetTagFieldNumber(fields.ReadTag()));
            CodedInputStream value = fields.ReadBytes().CreateCodedInput();
            Assert.True(fields.IsAtEnd);
            Event read = this;
            while (value.ReadTag() is var tag and not 0)
                read = WireFormat.GetTagFieldNumber(tag) switch
                {
                    1 => read with { Tag = value.ReadString() },
                    2 => read with { Value = value.ReadFloat() },
                    var other => throw new InvalidDataException($"Field {other} of a value."),
                };
            return read;
        }
    }
}
