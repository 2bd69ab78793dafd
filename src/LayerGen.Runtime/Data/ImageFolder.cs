using System.Collections.Immutable;
using LayerGen.Data.Images;

namespace LayerGen.Data;

/// <summary>Reads images that are sorted into folders: one folder a class, PNG and JPEG files in it.</summary>
public static class ImageFolder
{
    /// <summary>Classes that one byte tells apart.</summary>
    private const int MostClasses = byte.MaxValue + 1;

    /// <summary>Reads all images into memory, a byte a value, in the network's shape.</summary>
    /// <remarks>
    /// Classes are the folders in <paramref name="path"/>, sorted by name (ordinally, so that every machine gives the same
    /// labels); the images of a class are sorted in the same way. Names that begin with a dot, and files that do not end
    /// in .png, .jpg or .jpeg, are passed over. An image of another size is resized, its proportions lost; see
    /// <see cref="Resampling"/>.
    /// </remarks>
    /// <param name="path">The folder of folders; its name becomes that of the data set.</param>
    /// <param name="height">Rows of the network's input; at least 1.</param>
    /// <param name="width">Columns of the network's input; at least 1.</param>
    /// <param name="channels">1 to make colours grey, 3 for colours.</param>
    /// <param name="maxPixels">How many pixels one file may have.</param>
    /// <returns>The data set with the folders' names as its classes, or a failure that names the file or folder.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive, or there are neither 1 nor 3 channels.</exception>
    public static Result<ImageDataset> Read(
        string path,
        int height,
        int width,
        int channels,
        long maxPixels = ImageFile.DefaultMaxPixels
    )
    {
        ArgumentNullException.ThrowIfNull(path);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxPixels);
        if (channels is not (1 or 3))
            throw new ArgumentOutOfRangeException(
                nameof(channels),
                channels,
                "Images have 1 channel (grey) or 3 (red, green, blue)."
            );
        return List(path)
            .Then(classes => ReadImages(path, classes, (height, width, channels), maxPixels));
    }

    /// <summary>The folders with their files.</summary>
    private static Result<ImmutableArray<(string Name, string[] Files)>> List(string path)
    {
        if (File.Exists(path))
            return new Failure($"{path}: is a file; give the folder that has one folder a class.");
        if (!Directory.Exists(path))
            return new Failure($"{path}: there is no such folder; check the path.");
        try
        {
            ImmutableArray<(string Name, string[] Files)> classes =
            [
                .. Sorted(Directory.GetDirectories(path))
                    .Select(folder =>
                        (
                            Path.GetFileName(folder),
                            Sorted(Directory.GetFiles(folder)).Where(IsImage).ToArray()
                        )
                    ),
            ];
            if (classes.Length is < 2 or > MostClasses)
                return new Failure(
                    $"{path}: has {classes.Length} folders, but 2 to {MostClasses} are needed: one folder a class, "
                        + "with its images in it."
                );
            int empty = classes.ToList().FindIndex(one => one.Files.Length == 0);
            return empty < 0
                ? classes
                : new Failure(
                    $"{Path.Combine(path, classes[empty].Name)}: has no PNG or JPEG file; put images there or remove "
                        + "the folder."
                );
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return InputFile.Unreadable(path, exception);
        }
    }

    private static IEnumerable<string> Sorted(string[] paths) =>
        paths
            .Where(path => !Path.GetFileName(path).StartsWith('.'))
            .OrderBy(path => Path.GetFileName(path), StringComparer.Ordinal);

    private static bool IsImage(string path) =>
        Path.GetExtension(path).ToUpperInvariant() is ".PNG" or ".JPG" or ".JPEG";

    private static Result<ImageDataset> ReadImages(
        string path,
        ImmutableArray<(string Name, string[] Files)> classes,
        (int Height, int Width, int Channels) shape,
        long maxPixels
    )
    {
        int imageSize = checked(shape.Height * shape.Width * shape.Channels);
        int count = classes.Sum(one => one.Files.Length);
        if ((long)count * imageSize > Array.MaxLength)
            return new Failure(
                $"{path}: its {count} images need {(long)count * imageSize} bytes, but {Array.MaxLength} is the most; "
                    + "read fewer or smaller images."
            );
        byte[] pixels = new byte[count * imageSize];
        byte[] labels = new byte[count];
        int image = 0;
        for (int label = 0; label < classes.Length; label++)
            foreach (string file in classes[label].Files)
            {
                switch (ImageFile.Read(file, maxPixels))
                {
                    case Result<PixelImage>.Ok(var found):
                        found
                            .WithChannels(shape.Channels)
                            .Resize(shape.Height, shape.Width)
                            .Pixels.CopyTo(pixels.AsMemory(image * imageSize));
                        labels[image++] = (byte)label;
                        break;
                    case Result<PixelImage>.Error(var failure):
                        return failure;
                }
            }
        return ImageDataset
            .Create(
                Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))),
                shape.Height,
                shape.Width,
                shape.Channels,
                classes.Length,
                pixels,
                labels
            )
            .Map(dataset => dataset.WithClassNames([.. classes.Select(one => one.Name)]));
    }
}
