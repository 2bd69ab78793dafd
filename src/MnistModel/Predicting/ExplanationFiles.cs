using System.Collections.Immutable;
using LayerGen;
using LayerGen.Persistence;

namespace MnistModel.Predicting;

/// <summary>Saves explanations as pictures.</summary>
internal static class ExplanationFiles
{
    // 28 pixels of the image become 280: large enough to see each of them.
    private const int Enlargement = 10;
    private const int Gap = 10;

    /// <summary>A name for each image's picture, after the image's own; equal names get a number.</summary>
    /// <param name="images">The paths of the images.</param>
    public static ImmutableArray<string> Names(ImmutableArray<string> images)
    {
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        return [.. images.Select(image => Free(Path.GetFileNameWithoutExtension(image), 1))];

        string Free(string stem, int number)
        {
            string name = number == 1 ? $"{stem}.png" : $"{stem}-{number}.png";
            return taken.Add(name) ? name : Free(stem, number + 1);
        }
    }

    /// <summary>Where each image's picture goes.</summary>
    /// <param name="images">The paths of the images.</param>
    /// <param name="directory">Where the pictures go.</param>
    /// <returns>One for each image; or a failure that names the image which a picture would replace.</returns>
    public static Result<ImmutableArray<string>> Paths(
        ImmutableArray<string> images,
        string directory
    )
    {
        ImmutableArray<string> pictures =
        [
            .. Names(images).Select(name => Path.Combine(directory, name)),
        ];
        // Some file systems know no case.
        HashSet<string> inFull = new(
            pictures.Select(Path.GetFullPath),
            StringComparer.OrdinalIgnoreCase
        );
        return
            images.FirstOrDefault(image =>
                image.Length > 0 && inFull.Contains(Path.GetFullPath(image))
            )
                is { } image
            ? new Failure(
                $"{image}: would be replaced by its explanation; give another directory by --explain-dir."
            )
            : pictures;
    }

    /// <summary>Saves a picture: the image as the network saw it, and the same tinted.</summary>
    /// <param name="explanation">What is shown.</param>
    /// <param name="path">The file; replaced if it is there.</param>
    /// <returns>Bytes written; or a failure that names the file.</returns>
    public static Result<long> Save(Explanation explanation, string path) =>
        AtomicFile.Write(
            path,
            explanation
                .Image.Enlarged(Enlargement)
                .Beside(explanation.Tinted.Enlarged(Enlargement), Gap, Rgb.Grey(byte.MaxValue))
                .WritePng
        );
}
