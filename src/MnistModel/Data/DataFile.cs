using System.Collections.Immutable;

namespace MnistModel.Data;

/// <summary>What one of the four files of a data set is for.</summary>
internal enum FileRole
{
    TrainingImages,
    TrainingLabels,
    TestImages,
    TestLabels,
}

/// <summary>The names that the files of MNIST-like data sets go by.</summary>
internal static class FileRoles
{
    /// <summary>All four.</summary>
    public static ImmutableArray<FileRole> All { get; } =
    [FileRole.TrainingImages, FileRole.TrainingLabels, FileRole.TestImages, FileRole.TestLabels];

    /// <summary>Whether the file holds images; otherwise it holds labels.</summary>
    public static bool HoldsImages(this FileRole role) =>
        role is FileRole.TrainingImages or FileRole.TestImages;

    /// <summary>The name of the original file, unpacked: <c>train-images-idx3-ubyte</c>.</summary>
    public static string FileName(this FileRole role) => $"{Stem(role)}-{Suffix(role)}";

    /// <summary>What the file may be called: both styles in use, unpacked or <c>.gz</c>.</summary>
    public static ImmutableArray<string> PossibleFileNames(this FileRole role) =>
        [
            $"{Stem(role)}-{Suffix(role)}",
            $"{Stem(role)}-{Suffix(role)}.gz",
            $"{Stem(role)}.{Suffix(role)}",
            $"{Stem(role)}.{Suffix(role)}.gz",
        ];

    /// <summary>What the file is for, in words.</summary>
    public static string InWords(this FileRole role) =>
        role switch
        {
            FileRole.TrainingImages => "training images",
            FileRole.TrainingLabels => "training labels",
            FileRole.TestImages => "test images",
            FileRole.TestLabels => "test labels",
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };

    private static string Stem(FileRole role) =>
        role switch
        {
            FileRole.TrainingImages => "train-images",
            FileRole.TrainingLabels => "train-labels",
            FileRole.TestImages => "t10k-images",
            FileRole.TestLabels => "t10k-labels",
            _ => throw new ArgumentOutOfRangeException(nameof(role)),
        };

    private static string Suffix(FileRole role) => role.HoldsImages() ? "idx3-ubyte" : "idx1-ubyte";
}

/// <summary>An original file of a known data set.</summary>
/// <param name="Role">What it is for.</param>
/// <param name="Length">Bytes of its uncompressed content.</param>
/// <param name="Sha256">The hash of its uncompressed content, in lower-case hexadecimal digits.</param>
internal sealed record DataFile(FileRole Role, int Length, string Sha256);
