using System.Collections.Immutable;

namespace LayerGen.Data;

/// <summary>
/// Reads IDX files, the format of MNIST and its relatives, plain or gzip; the content tells which, not the name.
/// </summary>
/// <remarks>
/// Everything that the header announces is compared with what is there, and memory grows with what was really read:
/// a file that lies costs no more than eight times its own size. <b>Errors:</b> whatever is wrong with a file is a
/// <see cref="Failure"/> that names it.
/// </remarks>
public static class IdxReader
{
    /// <summary>How many bytes of content are accepted if nothing else is said: 1 GiB.</summary>
    public const long DefaultLimit = 1L << 30;

    /// <summary>How much is allocated before anything was read, whatever the file's size.</summary>
    private const int LeastCapacity = 1 << 12;

    /// <summary>
    /// Images shrink to a fifth or so when they are packed: what is announced up to this many times the file's size is
    /// believed until it turns out to be wrong, so that it need not be copied from smaller memory to larger.
    /// </summary>
    private const int UsualPacking = 8;

    /// <summary>Reads a data set from a file of images and a file of labels.</summary>
    /// <param name="name">What the data set is called in reports.</param>
    /// <param name="imagesPath">The file of images.</param>
    /// <param name="labelsPath">The file of labels, one for each image.</param>
    /// <param name="classes">How many classes there are; every label is below.</param>
    /// <param name="limit">How many bytes one file may hold, unpacked.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="classes"/> or <paramref name="limit"/> is not positive.</exception>
    public static Result<ImageDataset> ReadDataset(
        string name,
        string imagesPath,
        string labelsPath,
        int classes,
        long limit = DefaultLimit
    ) =>
        ReadImages(imagesPath, limit)
            .Then(images =>
                ReadLabels(labelsPath, limit)
                    .Then(labels => Combine(name, images, imagesPath, labels, labelsPath, classes))
            );

    /// <summary>Reads a file of images.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">How many bytes of pixels are accepted.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not positive.</exception>
    public static Result<IdxImages> ReadImages(string path, long limit = DefaultLimit) =>
        InputFile.Open(path).Then(file => Using(file, path, limit, ReadImages));

    /// <summary>Reads images from a stream, up to its end; the stream stays open.</summary>
    /// <param name="stream">At the beginning of the IDX or gzip data.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="limit">How many bytes of pixels are accepted.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not positive.</exception>
    public static Result<IdxImages> ReadImages(
        Stream stream,
        string name,
        long limit = DefaultLimit
    ) =>
        Read(stream, name, IdxKind.Images, limit)
            .Map(content => new IdxImages(
                content.Axes[0],
                content.Axes[1],
                content.Axes[2],
                content.Values
            ));

    /// <summary>Reads a file of labels.</summary>
    /// <param name="path">The file.</param>
    /// <param name="limit">How many labels are accepted.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not positive.</exception>
    public static Result<ReadOnlyMemory<byte>> ReadLabels(string path, long limit = DefaultLimit) =>
        InputFile.Open(path).Then(file => Using(file, path, limit, ReadLabels));

    /// <summary>Reads labels from a stream, up to its end; the stream stays open.</summary>
    /// <param name="stream">At the beginning of the IDX or gzip data.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="limit">How many labels are accepted.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="limit"/> is not positive.</exception>
    public static Result<ReadOnlyMemory<byte>> ReadLabels(
        Stream stream,
        string name,
        long limit = DefaultLimit
    ) =>
        Read(stream, name, IdxKind.Labels, limit)
            .Map(content => (ReadOnlyMemory<byte>)content.Values);

    private static Result<T> Using<T>(
        FileStream file,
        string path,
        long limit,
        Func<Stream, string, long, Result<T>> read
    )
    {
        using (file)
            return read(file, path, limit);
    }

    private static Result<ImageDataset> Combine(
        string name,
        IdxImages images,
        string imagesPath,
        ReadOnlyMemory<byte> labels,
        string labelsPath,
        int classes
    ) =>
        images.Count == labels.Length
            ? ImageDataset.Create(
                name,
                images.Height,
                images.Width,
                channels: 1,
                classes,
                images.Pixels,
                labels,
                labelsPath
            )
            : new Failure(
                $"{labelsPath}: holds {labels.Length} labels, but {imagesPath} holds {images.Count} images; "
                    + "give two files that belong together."
            );

    private static Result<(ImmutableArray<int> Axes, byte[] Values)> Read(
        Stream stream,
        string name,
        IdxKind kind,
        long limit
    )
    {
        ArgumentNullException.ThrowIfNull(stream);
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        try
        {
            long size = stream.CanSeek ? stream.Length - stream.Position : 0;
            return PackedContent.Read(
                stream,
                name,
                limit,
                content =>
                    IdxHeader
                        .Read(content, name, kind, limit)
                        .Then(header =>
                            ReadValues(
                                    content,
                                    name,
                                    header.Bytes,
                                    capacity: Math.Max(LeastCapacity, UsualPacking * size)
                                )
                                .Map(values => (header.Axes, values))
                        )
            );
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

    /// <summary>Reads exactly so many bytes and finds the end behind them.</summary>
    private static Result<byte[]> ReadValues(
        Stream content,
        string name,
        int announced,
        long capacity
    )
    {
        byte[] values = GC.AllocateUninitializedArray<byte>((int)Math.Min(announced, capacity));
        int length = 0;
        while (true)
        {
            length += content.ReadAtLeast(
                values.AsSpan(length),
                values.Length - length,
                throwOnEndOfStream: false
            );
            if (length < values.Length)
                return new Failure(
                    $"{name}: its header announces {announced} bytes of values, but only {length} follow; "
                        + "fetch the file again."
                );
            if (length == announced)
                break;
            Array.Resize(ref values, (int)Math.Min(announced, 2L * values.Length));
        }
        // Asking for one byte more also lets a gzip stream check its trailer.
        return content.ReadByte() < 0
            ? values
            : new Failure(
                $"{name}: its header announces {announced} bytes of values, but more follow; fetch the file again."
            );
    }
}
