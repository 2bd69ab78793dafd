using LayerGen.Data;

namespace LayerGen.Persistence;

/// <summary>Opens and writes safetensors files, and turns what is wrong with them into failures of one line.</summary>
internal static class TensorFile
{
    public static Result<T> Open<T>(string path, Func<Stream, T> read) =>
        InputFile
            .Open(path)
            .Then<T>(file =>
            {
                using (file)
                    return file.CanSeek
                        ? Read(file, path, read)
                        : new Failure($"{path}: is no regular file; save it to one first.");
            });

    /// <exception cref="ArgumentException">The stream cannot seek.</exception>
    public static Result<T> Read<T>(Stream stream, string name, Func<Stream, T> read)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        if (!stream.CanSeek)
            throw new ArgumentException("The stream must be able to seek.", nameof(stream));
        try
        {
            stream.Position = 0;
            return read(stream);
        }
        catch (InvalidDataException exception)
        {
            return new Failure($"{name}: {exception.Message}");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return InputFile.Unreadable(name, exception);
        }
    }

    /// <returns>What <paramref name="content"/> returned.</returns>
    public static Result<long> Write(Stream stream, string name, Func<Stream, long> content)
    {
        try
        {
            return content(stream);
        }
        catch (IOException exception)
        {
            return new Failure($"{name}: cannot be written: {exception.Message}");
        }
    }

    /// <exception cref="InvalidDataException">There is a difference.</exception>
    public static void RequireFit(string? difference, string network)
    {
        if (difference is not null)
            throw new InvalidDataException(
                $"does not fit the network {network}: {difference}; give a file that was saved from the same network."
            );
    }
}
