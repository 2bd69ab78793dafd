using System.Collections.Immutable;
using LayerGen;

namespace MnistModel.Predicting;

/// <summary>Finds the images that a person named.</summary>
internal static class ImagePaths
{
    private static readonly ImmutableArray<string> Extensions = [".png", ".jpg", ".jpeg"];

    /// <summary>The files: those named, in their order, and in place of a directory the images in it, by name.</summary>
    /// <param name="named">Files and directories.</param>
    /// <returns>At least one file, not yet opened; or a failure that names the directory without images.</returns>
    public static Result<ImmutableArray<string>> Of(IEnumerable<string> named)
    {
        ImmutableArray<string>.Builder files = ImmutableArray.CreateBuilder<string>();
        foreach (string name in named)
        {
            if (!Directory.Exists(name))
            {
                files.Add(name);
                continue;
            }
            switch (InDirectory(name))
            {
                case Result<ImmutableArray<string>>.Ok(var found):
                    files.AddRange(found);
                    break;
                case Result<ImmutableArray<string>>.Error(var failure):
                    return failure;
            }
        }
        return files.ToImmutable();
    }

    private static Result<ImmutableArray<string>> InDirectory(string directory)
    {
        try
        {
            ImmutableArray<string> images =
            [
                .. Directory
                    .EnumerateFiles(directory)
                    .Where(path =>
                        Extensions.Contains(
                            Path.GetExtension(path),
                            StringComparer.OrdinalIgnoreCase
                        )
                    )
                    .Order(StringComparer.Ordinal),
            ];
            return images.IsEmpty
                ? new Failure(
                    $"{directory}: holds no image ({string.Join(", ", Extensions)}); give files or another directory."
                )
                : images;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return new Failure($"{directory}: cannot be read: {exception.Message}");
        }
    }
}
