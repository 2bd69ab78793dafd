using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LayerGen.Kernels;

/// <summary>
/// A zero-initialised block of memory that starts on a cache line and never moves. The garbage collector owns it:
/// there is nothing to dispose and nothing to leak.
/// </summary>
/// <typeparam name="T">What it holds.</typeparam>
public sealed class AlignedBuffer<T>
    where T : unmanaged
{
    /// <summary>Bytes in a cache line, and in the widest vector.</summary>
    public const int Alignment = 64;

    private readonly T[] _storage;
    private readonly int _offset;

    /// <summary>Allocates a buffer.</summary>
    /// <param name="length">Elements in use. As many as one vector holds may be read and written behind the last.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="length"/> is negative.</exception>
    /// <exception cref="NotSupportedException">Elements are not of 1, 2, 4 or 8 bytes.</exception>
    /// <exception cref="OverflowException">An array cannot have that many elements.</exception>
    public AlignedBuffer(int length)
    {
        // Arrays start on multiples of 8 bytes: with other sizes no element need lie on a boundary.
        if (Unsafe.SizeOf<T>() is not (1 or 2 or 4 or 8))
            throw new NotSupportedException(
                $"{typeof(T)} has {Unsafe.SizeOf<T>()} bytes; an aligned buffer holds elements of 1, 2, 4 or 8 bytes."
            );
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        Length = length;
        int line = Alignment / Unsafe.SizeOf<T>();
        // One line to move the start to a boundary, one for kernels that work on whole vectors past the end.
        _storage = GC.AllocateArray<T>(checked(length + (2 * line)), pinned: true);
        _offset = OffsetToBoundary(_storage);
    }

    /// <summary>Elements in use.</summary>
    public int Length { get; }

    /// <summary>The first element.</summary>
    public ref T Start =>
        ref Unsafe.Add(ref MemoryMarshal.GetArrayDataReference(_storage), _offset);

    /// <summary>The elements in use.</summary>
    public Span<T> Span => _storage.AsSpan(_offset, Length);

    /// <summary>An element by its index, without a bounds check.</summary>
    /// <param name="index">0 to <see cref="Length"/>, exclusive.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref T At(nint index) => ref Unsafe.Add(ref Start, index);

    private static unsafe int OffsetToBoundary(T[] pinned)
    {
        nuint address = (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
        nuint bytes = (Alignment - (address % Alignment)) % Alignment;
        return (int)(bytes / (nuint)Unsafe.SizeOf<T>());
    }
}
