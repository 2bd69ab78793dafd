using MnistModel.Data;

namespace MnistModel.Tests;

/// <summary>Ways to spoil a data set. Each returns what an error message has to name.</summary>
internal static class Damage
{
    public static Dictionary<string, Func<string, string>> ByName { get; } =
        new()
        {
            ["missing file"] = directory =>
            {
                File.Delete(PathOf(directory, FileRole.TestLabels));
                return FileRole.TestLabels.FileName();
            },
            ["empty file"] = directory => Write(directory, FileRole.TrainingLabels, []),
            ["gzip cut short"] = directory =>
            {
                byte[] whole = File.ReadAllBytes(PathOf(directory, FileRole.TrainingImages));
                return Write(directory, FileRole.TrainingImages, whole[..(whole.Length * 9 / 10)]);
            },
            ["gzip with a flipped bit"] = directory =>
            {
                byte[] whole = File.ReadAllBytes(PathOf(directory, FileRole.TrainingImages));
                whole[whole.Length / 2] ^= 16;
                return Write(directory, FileRole.TrainingImages, whole);
            },
            ["content torn before it was packed"] = directory =>
                Write(
                    directory,
                    FileRole.TestImages,
                    IdxBytes.Gzip(Content(FileRole.TestImages)[..^100])
                ),
            ["bytes behind the content"] = directory =>
                Write(
                    directory,
                    FileRole.TestLabels,
                    IdxBytes.Gzip([.. Content(FileRole.TestLabels), 1])
                ),
            ["images and labels swapped"] = directory =>
            {
                string images = PathOf(directory, FileRole.TrainingImages);
                string labels = PathOf(directory, FileRole.TrainingLabels);
                byte[] held = File.ReadAllBytes(images);
                File.Copy(labels, images, overwrite: true);
                File.WriteAllBytes(labels, held);
                return FileRole.TrainingImages.FileName();
            },
            ["labels of the other set"] = directory =>
                Write(
                    directory,
                    FileRole.TrainingLabels,
                    IdxBytes.Gzip(Content(FileRole.TestLabels))
                ),
            ["label that is no digit"] = directory =>
            {
                byte[] labels = Content(FileRole.TestLabels);
                labels[^1] = 10;
                return Write(directory, FileRole.TestLabels, IdxBytes.Gzip(labels));
            },
            ["images of another size"] = directory =>
                Write(
                    directory,
                    FileRole.TrainingImages,
                    IdxBytes.File(
                        new byte[IdxBytes.TrainingCount * 32 * 32],
                        IdxBytes.TrainingCount,
                        32,
                        32
                    )
                ),
            ["header that announces more memory than there is"] = directory =>
                Write(
                    directory,
                    FileRole.TrainingImages,
                    IdxBytes.File(new byte[28 * 28], int.MaxValue, 28, 28)
                ),
            ["header that announces more than follows"] = directory =>
                // 1,000,000 images are 784 MB: accepted in principle, so only what is really there may cost memory.
                Write(
                    directory,
                    FileRole.TrainingImages,
                    IdxBytes.Gzip(IdxBytes.File(new byte[28 * 28], 1_000_000, 28, 28))
                ),
            ["archive that unpacks to far more than announced"] = directory =>
                Write(
                    directory,
                    FileRole.TrainingLabels,
                    IdxBytes.Gzip(IdxBytes.File(new byte[64 << 20], IdxBytes.TrainingCount))
                ),
            ["another kind of file"] = directory =>
                Write(directory, FileRole.TrainingImages, "%PDF-1.7 something else"u8.ToArray()),
        };

    private static string PathOf(string directory, FileRole role) =>
        Path.Combine(directory, role.FileName() + ".gz");

    private static byte[] Content(FileRole role) => IdxBytes.SmallDataset()[role];

    private static string Write(string directory, FileRole role, byte[] bytes)
    {
        File.WriteAllBytes(PathOf(directory, role), bytes);
        return role.FileName();
    }
}
