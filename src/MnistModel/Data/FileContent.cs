using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using LayerGen;
using LayerGen.Data;

namespace MnistModel.Data;

/// <summary>What was read from one file of a data set.</summary>
/// <param name="Role">What the file is for.</param>
/// <param name="Source">The file's path, for messages.</param>
/// <param name="Axes">Images × rows × columns, or labels.</param>
/// <param name="Values">The bytes behind the header.</param>
/// <param name="Sha256">The hash of the uncompressed file, in lower-case hexadecimal digits.</param>
internal sealed record FileContent(
    FileRole Role,
    string Source,
    ImmutableArray<int> Axes,
    ReadOnlyMemory<byte> Values,
    string Sha256
)
{
    /// <summary>Reads a file, plain or gzip, and checks it against its own header.</summary>
    /// <param name="role">What the file is for: decides whether images or labels are expected.</param>
    /// <param name="path">Where it is.</param>
    public static Result<FileContent> Read(FileRole role, string path) =>
        role.HoldsImages()
            ? IdxReader.ReadImages(path).Map(images => Of(role, path, images))
            : IdxReader.ReadLabels(path).Map(labels => Of(role, path, labels));

    /// <summary>Reads several files at the same time.</summary>
    /// <param name="files">What each is for, and where it is.</param>
    /// <returns>One for each, in their order.</returns>
    public static ImmutableArray<Result<FileContent>> Read(
        IEnumerable<(FileRole Role, string Path)> files
    )
    {
        Task<Result<FileContent>>[] reading =
        [
            .. files.Select(file => Task.Run(() => Read(file.Role, file.Path))),
        ];
        return [.. reading.Select(file => file.GetAwaiter().GetResult())];
    }

    /// <summary>Reads a file that is in memory.</summary>
    /// <param name="role">What the file is for.</param>
    /// <param name="source">What messages call it.</param>
    /// <param name="bytes">The file, plain or gzip.</param>
    /// <param name="limit">How many bytes its content may have at most, so that a small archive cannot fill the memory.</param>
    public static Result<FileContent> Read(FileRole role, string source, byte[] bytes, long limit)
    {
        using MemoryStream stream = new(bytes, writable: false);
        return role.HoldsImages()
            ? IdxReader.ReadImages(stream, source, limit).Map(images => Of(role, source, images))
            : IdxReader.ReadLabels(stream, source, limit).Map(labels => Of(role, source, labels));
    }

    /// <summary>Whether this is the original file of a data set.</summary>
    /// <param name="file">The original.</param>
    public bool Is(DataFile file) => Role == file.Role && Sha256 == file.Sha256;

    private static FileContent Of(FileRole role, string source, IdxImages images)
    {
        ImmutableArray<int> axes = [images.Count, images.Height, images.Width];
        return new(role, source, axes, images.Pixels, Hash(axes, images.Pixels.Span));
    }

    private static FileContent Of(FileRole role, string source, ReadOnlyMemory<byte> labels)
    {
        ImmutableArray<int> axes = [labels.Length];
        return new(role, source, axes, labels, Hash(axes, labels.Span));
    }

    /// <summary>
    /// The hash of the file. Its header says nothing but the sizes of the axes, so what was read determines every byte
    /// of the file.
    /// </summary>
    private static string Hash(ImmutableArray<int> axes, ReadOnlySpan<byte> values)
    {
        const int UnsignedBytes = 0x0800;
        Span<byte> header = stackalloc byte[sizeof(int) * (1 + axes.Length)];
        BinaryPrimitives.WriteInt32BigEndian(header, UnsignedBytes | axes.Length);
        for (int axis = 0; axis < axes.Length; axis++)
            BinaryPrimitives.WriteInt32BigEndian(header[(sizeof(int) * (1 + axis))..], axes[axis]);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(header);
        hash.AppendData(values);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
