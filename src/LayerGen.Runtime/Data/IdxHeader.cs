using System.Buffers.Binary;
using System.Collections.Immutable;

namespace LayerGen.Data;

/// <summary>The beginning of an IDX file: two zero bytes, the type of its values, its axes and their sizes.</summary>
/// <param name="Axes">The sizes of the axes, outermost first; each at least 1.</param>
/// <param name="Bytes">The product of <paramref name="Axes"/>: how many bytes have to follow.</param>
internal sealed record IdxHeader(ImmutableArray<int> Axes, int Bytes)
{
    private const int MagicLength = 4;
    private const byte UnsignedByte = 0x08;

    /// <summary>Reads and checks a header.</summary>
    /// <param name="content">At the beginning of the file.</param>
    /// <param name="name">The file's name, for messages.</param>
    /// <param name="kind">What the file has to hold.</param>
    /// <param name="limit">How many bytes may follow.</param>
    public static Result<IdxHeader> Read(Stream content, string name, IdxKind kind, long limit)
    {
        Span<byte> magic = stackalloc byte[MagicLength];
        int found = content.ReadAtLeast(magic, MagicLength, throwOnEndOfStream: false);
        if (found == 0)
            return new Failure($"{name}: is empty; fetch the file again.");
        if (found < MagicLength)
            return CutShort(name, found, MagicLength);
        if (CheckMagic(magic, name, kind) is { } wrong)
            return wrong;
        Span<byte> sizes = stackalloc byte[kind.Axes * sizeof(int)];
        found = content.ReadAtLeast(sizes, sizes.Length, throwOnEndOfStream: false);
        return found < sizes.Length
            ? CutShort(name, MagicLength + found, MagicLength + sizes.Length)
            : ReadAxes(sizes, name, kind, limit);
    }

    private static Failure CutShort(string name, int found, int needed) =>
        new(
            $"{name}: ends after {found} bytes, inside the IDX header of {needed}; fetch the file again."
        );

    private static Failure? CheckMagic(ReadOnlySpan<byte> magic, string name, IdxKind kind)
    {
        string shown = $"0x{BinaryPrimitives.ReadUInt32BigEndian(magic):X8}";
        if (magic[0] != 0 || magic[1] != 0)
            return new(
                $"{name}: is no IDX file: it begins with {shown}, {kind.Name} begin with {kind.Magic}."
            );
        if (magic[2] != UnsignedByte)
            return new(
                $"{name}: holds values of type 0x{magic[2]:X2}, but unsigned bytes (0x08) are needed; convert the file."
            );
        if (magic[3] == kind.Axes)
            return null;
        return IdxKind.WithAxes(magic[3]) is { } other
            ? new(
                $"{name}: holds {other.Name} ({shown}) where {kind.Name} ({kind.Magic}) are needed; "
                    + "check whether the two files were swapped."
            )
            : new(
                $"{name}: has {magic[3]} axes ({shown}), {kind.Name} have {kind.Axes} ({kind.Magic}); give another file."
            );
    }

    private static Result<IdxHeader> ReadAxes(
        ReadOnlySpan<byte> sizes,
        string name,
        IdxKind kind,
        long limit
    )
    {
        ImmutableArray<int>.Builder axes = ImmutableArray.CreateBuilder<int>(kind.Axes);
        // Three axes below 2³¹ fit into 93 bits.
        Int128 bytes = 1;
        for (int axis = 0; axis < kind.Axes; axis++)
        {
            uint size = BinaryPrimitives.ReadUInt32BigEndian(sizes[(axis * sizeof(int))..]);
            if (size is 0 or > int.MaxValue)
                return new Failure(
                    $"{name}: its header announces {size} {kind.AxisNames[axis]}, but 1 to {int.MaxValue} are possible; "
                        + "fetch the file again."
                );
            axes.Add((int)size);
            bytes *= size;
        }
        long allowed = Math.Min(limit, Array.MaxLength);
        return bytes > allowed
            ? new Failure(
                $"{name}: its header announces {string.Join("×", axes)} = {bytes} bytes, but at most {allowed} are "
                    + $"accepted; check the file, or give one of fewer {kind.AxisNames[0]}."
            )
            : new IdxHeader(axes.MoveToImmutable(), (int)bytes);
    }
}
