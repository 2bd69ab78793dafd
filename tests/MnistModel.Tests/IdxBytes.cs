using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using MnistModel.Data;
using MnistModel.Synthetic;

namespace MnistModel.Tests;

/// <summary>Writes IDX files, right ones and wrong ones. Shares no code with the reader.</summary>
internal static class IdxBytes
{
    public const int TrainingCount = 240;
    public const int TestCount = 60;

    /// <summary>A header as the format has it, followed by values that may contradict it.</summary>
    public static byte[] File(byte[] values, params int[] axes)
    {
        byte[] file = new byte[4 + (4 * axes.Length) + values.Length];
        file[2] = 8;
        file[3] = (byte)axes.Length;
        for (int i = 0; i < axes.Length; i++)
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(4 + (4 * i)), axes[i]);
        values.CopyTo(file, 4 + (4 * axes.Length));
        return file;
    }

    public static byte[] Gzip(byte[] content)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(content);
        return packed.ToArray();
    }

    /// <summary>The four files of a small data set of drawn digits, unpacked; every seed gives four other files.</summary>
    public static Dictionary<FileRole, byte[]> SmallDataset(ulong seed = 1)
    {
        // Digits are drawn in turns: labels that begin with another digit for each seed differ as well.
        int first = (int)seed;
        DigitImages training = SyntheticDigits.Training(seed, first + TrainingCount);
        DigitImages test = SyntheticDigits.Test(seed, first + TestCount);
        return new()
        {
            [FileRole.TrainingImages] = File(
                training.Pixels[(first * 28 * 28)..],
                TrainingCount,
                28,
                28
            ),
            [FileRole.TrainingLabels] = File(training.Labels[first..], TrainingCount),
            [FileRole.TestImages] = File(test.Pixels[(first * 28 * 28)..], TestCount, 28, 28),
            [FileRole.TestLabels] = File(test.Labels[first..], TestCount),
        };
    }

    /// <summary>Writes a small data set, packed, under the usual names.</summary>
    public static void WriteSmallDataset(string directory, ulong seed = 1)
    {
        Directory.CreateDirectory(directory);
        foreach (var (role, bytes) in SmallDataset(seed))
            System.IO.File.WriteAllBytes(
                Path.Combine(directory, role.FileName() + ".gz"),
                Gzip(bytes)
            );
    }

    /// <summary>The record of a public data set that has these files.</summary>
    public static KnownDataset Known(
        string name,
        Dictionary<FileRole, byte[]> files,
        params string[] mirrors
    ) =>
        new(
            name,
            [
                .. files.Select(pair => new DataFile(
                    pair.Key,
                    pair.Value.Length,
                    Convert.ToHexStringLower(SHA256.HashData(pair.Value))
                )),
            ],
            [.. mirrors.Select(mirror => new Uri(mirror))],
            SystemDirectory: null
        );
}
