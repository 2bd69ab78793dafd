using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LayerGen.Kernels;

namespace LayerGen.Reference.Guards;

/// <summary>A block of memory that generated code may touch, and who wrote which of its bytes.</summary>
/// <param name="owner">What keeps it alive.</param>
/// <param name="name">What messages call it.</param>
/// <param name="address">Its first byte; the memory never moves.</param>
/// <param name="bytes">Bytes that may be read and written.</param>
/// <param name="isShared">Whether several workers may see it at once.</param>
internal sealed class GuardedBlock(
    object owner,
    string name,
    nint address,
    int bytes,
    bool isShared
)
{
    private const byte Poison = 0xFF; // as floats NaN, as places of a window none, as masks everything

    // The last writer of each group of four bytes, counted from 1; 0 if there never was one.
    private readonly int[] _writers = new int[(bytes + 3) / 4];

    // What else there is of single bytes: they are written in groups of four, too, but groups may begin anywhere.
    private readonly bool[] _written = new bool[bytes];

    public nint Address => address;

    public nint End => address + bytes;

    public object Owner => owner;

    public override string ToString() => name;

    /// <summary>Whether the bytes from an address on lie in the block.</summary>
    public bool Has(nint place, nint length) => place >= address && place + length <= End;

    /// <summary>Remembers who writes; two items of a phase must not write the same bytes of shared memory.</summary>
    /// <param name="place">The first byte.</param>
    /// <param name="length">How many.</param>
    /// <param name="writer">The item that writes.</param>
    /// <param name="phaseBegin">The first writer of the phase.</param>
    public void Write(nint place, nint length, int writer, int phaseBegin)
    {
        int from = (int)(place - address);
        _written.AsSpan(from, (int)length).Fill(true);
        if (!isShared)
            return;
        Span<int> writers = _writers.AsSpan(from / 4, ((from % 4) + (int)length + 3) / 4);
        foreach (int earlier in writers)
            if (earlier >= phaseBegin && earlier != writer)
                throw new GuardException(
                    $"Items {earlier - phaseBegin} and {writer - phaseBegin} of one phase write {name}[{from / 4}…]."
                );
        writers.Fill(writer);
    }

    /// <summary>Spoils everything that was ever written: what is not written again must not be read.</summary>
    public void Spoil()
    {
        ref byte start = ref Unsafe.AddByteOffset(ref Unsafe.NullRef<byte>(), address);
        Span<byte> all = MemoryMarshal.CreateSpan(ref start, bytes);
        for (int i = 0; i < bytes; i++)
            if (_written[i])
                all[i] = Poison;
    }

    /// <summary>All of a buffer, and the line behind it that kernels may touch.</summary>
    public static GuardedBlock Of<T>(string name, AlignedBuffer<T> buffer, bool isShared)
        where T : unmanaged =>
        new(
            buffer,
            name,
            AddressOf(ref buffer.Start),
            (buffer.Length * Unsafe.SizeOf<T>()) + AlignedBuffer<T>.Alignment,
            isShared
        );

    /// <summary>All of an array that was allocated as pinned, and nothing behind it.</summary>
    public static GuardedBlock Of<T>(string name, T[] pinned, bool isShared = true)
        where T : unmanaged =>
        new(
            pinned,
            name,
            AddressOf(ref MemoryMarshal.GetArrayDataReference(pinned)),
            pinned.Length * Unsafe.SizeOf<T>(),
            isShared
        );

    public static nint AddressOf<T>(ref T place) =>
        Unsafe.ByteOffset(ref Unsafe.NullRef<byte>(), ref Unsafe.As<T, byte>(ref place));
}
