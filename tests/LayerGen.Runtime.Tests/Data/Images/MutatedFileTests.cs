using System.Diagnostics;
using LayerGen.Data;
using LayerGen.Data.Images;
using Xunit.Abstractions;

namespace LayerGen.Tests.Data.Images;

/// <summary>
/// Files with random changes give a failure or valid data: no exception, no hang, no memory beyond what the file can hold. The
/// variable LAYERGEN_MUTANTS sets how many are tried of each kind.
/// </summary>
public class MutatedFileTests(ITestOutputHelper output)
{
    private static readonly int Mutants = TestSize.Of("LAYERGEN_MUTANTS", 10_000);

    private static readonly byte[][] Pngs =
    [
        PngBytes.File(9, 11, colour: 0, IdxBytes.Counting(99)),
        PngBytes.File(8, 5, colour: 2, IdxBytes.Counting(120)),
        PngBytes.File(
            4,
            4,
            colour: 3,
            [0, 1, 0, 1, 1, 0, 1, 0, 1, 1, 1, 1, 0, 0, 0, 0],
            palette: new byte[6]
        ),
        PngBytes.File(6, 6, colour: 4, IdxBytes.Counting(72)),
        PngBytes.File(6, 3, colour: 6, IdxBytes.Counting(144), depth: 16),
        PngBytes.File(20, 9, colour: 0, IdxBytes.Counting(40), depth: 1),
    ];

    private static readonly byte[][] Jpegs =
    [
        JpegBytes.Progressive,
        JpegBytes.ProgressiveGrey,
        JpegBytes.Baseline(16, 24, IdxBytes.Counting(16 * 24 * 3)),
    ];

    private static readonly byte[][] Idx =
    [
        IdxBytes.Images(3, 5, 4),
        IdxBytes.Labels([.. Enumerable.Range(0, 30).Select(i => (byte)(i % 10))]),
        IdxBytes.Gzip(IdxBytes.Images(3, 5, 4)),
    ];

    [Fact]
    public void Decode_gives_a_failure_or_an_image_when_a_png_is_changed() =>
        Try(Pngs, repair: false, seed: 1, LoadAllocation.Png, DecodeImage);

    [Fact]
    public void Decode_gives_a_failure_or_an_image_when_a_png_is_changed_and_its_checksums_are_right() =>
        Try(Pngs, repair: true, seed: 2, LoadAllocation.Png, DecodeImage);

    [Fact]
    public void Decode_gives_a_failure_or_an_image_when_a_jpeg_is_changed() =>
        Try(Jpegs, repair: false, seed: 3, LoadAllocation.Jpeg, DecodeImage);

    [Fact]
    public void ReadImages_and_ReadLabels_give_a_failure_or_data_when_an_idx_file_is_changed() =>
        Try(
            Idx,
            repair: false,
            seed: 4,
            // Read twice.
            LoadAllocation.Idx with
            {
                Constant = 2 * LoadAllocation.Idx.Constant,
                Factor = 2 * LoadAllocation.Idx.Factor,
            },
            file =>
            {
                using MemoryStream images = new(file);
                using MemoryStream labels = new(file);
                return IdxReader.ReadImages(images, "mutant") is Result<IdxImages>.Ok
                    | IdxReader.ReadLabels(labels, "mutant") is Result<ReadOnlyMemory<byte>>.Ok;
            }
        );

    private static bool DecodeImage(byte[] file)
    {
        Result<PixelImage> result = ImageFile.Decode(file, "mutant");
        if (result is Result<PixelImage>.Ok(var image))
            Assert.Equal(image.Height * image.Width * image.Channels, image.Pixels.Length);
        else
            FailureAssert.Fails(result, "mutant: ");
        return result is Result<PixelImage>.Ok;
    }

    private void Try(
        byte[][] files,
        bool repair,
        ulong seed,
        LoadAllocation allocation,
        Func<byte[], bool> read
    )
    {
        int loaded = 0;
        TimeSpan longest = TimeSpan.Zero;
        for (int mutant = 0; mutant < Mutants; mutant++)
        {
            byte[] file = Mutate(files, repair, RandomSource.For(seed, (ulong)mutant));
            long start = Stopwatch.GetTimestamp();
            try
            {
                loaded += allocation.Check(file.Length, () => read(file)) ? 1 : 0;
            }
            catch (Exception exception)
            {
                Assert.Fail($"Mutant {mutant} ({Convert.ToHexString(file)}): {exception}");
            }
            TimeSpan time = Stopwatch.GetElapsedTime(start);
            longest = time > longest ? time : longest;
        }
        output.WriteLine(
            $"{Mutants} mutants: {loaded} load, {Mutants - loaded} fail; the longest takes {longest.TotalMilliseconds:F1} ms; "
                + $"peak working set {Process.GetCurrentProcess().PeakWorkingSet64 >> 20} MiB"
        );
    }

    /// <summary>One to four changes: another byte, a flipped bit, an extreme value, a cut, a removed or a doubled piece.</summary>
    private static byte[] Mutate(byte[][] files, bool repair, RandomSource random)
    {
        byte[] file = [.. files[random.NextInt32(files.Length)]];
        int changes = 1 + random.NextInt32(4);
        for (int change = 0; change < changes; change++)
        {
            int at = random.NextInt32(file.Length);
            switch (random.NextInt32(16))
            {
                case < 5:
                    file[at] = (byte)random.NextInt32(256);
                    break;
                case < 9:
                    file[at] ^= (byte)(1 << random.NextInt32(8));
                    break;
                case < 13:
                    file[at] = (byte)(random.NextInt32(2) == 0 ? 0 : 255);
                    break;
                case 13:
                    file = file[..Math.Max(1, at)];
                    break;
                case 14:
                    int removed = Math.Min(1 + random.NextInt32(8), file.Length - at);
                    if (removed < file.Length)
                        file = [.. file[..at], .. file[(at + removed)..]];
                    break;
                default:
                    int doubled = Math.Min(1 + random.NextInt32(32), file.Length - at);
                    file = [.. file[..(at + doubled)], .. file[at..]];
                    break;
            }
        }
        if (repair)
            PngBytes.RepairChecksums(file);
        return file;
    }
}
