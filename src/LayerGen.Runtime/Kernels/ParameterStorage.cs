using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Kernels;

/// <summary>Allocates the matrices that hold a network's weights, biases and gradients.</summary>
/// <remarks>
/// A vector load that crosses a cache line costs two loads, and one that crosses a page several more. On a misaligned
/// matrix this happens to every load as wide as a line, on an aligned one to none, so the data is placed on a line. Only
/// speed depends on it.
/// </remarks>
public static class ParameterStorage
{
    private const int Alignment = AlignedBuffer<float>.Alignment;

    /// <summary>Bytes between the data of one array and that of the next: header, type, length.</summary>
    private const int ArrayOverhead = 24;

    /// <summary>Two or three are enough, unless other threads allocate in between.</summary>
    private const int MostAttempts = 8;

    /// <summary>
    /// Bytes that attempts may leave behind for the collector. An array of a size near this starts where its region of the
    /// heap does, whatever lies elsewhere: more attempts would not move it.
    /// </summary>
    private const long MostLeftBehind = 32 << 20;

    /// <summary>
    /// Allocates a matrix of zeros that never moves and, wherever the heap permits, starts on a 64-byte boundary.
    /// </summary>
    /// <param name="rows">At least 1.</param>
    /// <param name="columns">At least 1.</param>
    /// <returns>A matrix over an array of exactly <c>rows · columns</c> elements.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is less than 1.</exception>
    /// <exception cref="OverflowException">An array cannot have that many elements.</exception>
    public static DenseMatrix Allocate(int rows, int columns)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(rows);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(columns);
        int length = checked(rows * columns);
        List<Array> kept = []; // A collection in between must not make room in front of where the next one is expected.
        MoveNext(GC.AllocateUninitializedArray<long>(1, pinned: true), kept);
        float[] storage = GC.AllocateArray<float>(length, pinned: true);
        // An attempt leaves the array behind, and perhaps one as long in front of the next.
        long attempts = Math.Min(MostAttempts, MostLeftBehind / (2L * sizeof(float) * length));
        for (int attempt = 0; attempt < attempts && !IsAligned(storage); attempt++)
        {
            MoveNext(storage, kept);
            storage = GC.AllocateArray<float>(length, pinned: true);
        }
        GC.KeepAlive(kept);
        return new(rows, columns, storage);
    }

    /// <summary>
    /// Moves the next array to a boundary. The heap of pinned objects grows upwards, so it comes to lie behind the last
    /// one of its length, and a short array in between moves it. In a heap with gaps the short one may lie in one of
    /// them: then another as long as the last one goes in between, for which these gaps have no room either.
    /// </summary>
    private static void MoveNext<T>(T[] last, List<Array> kept)
        where T : unmanaged
    {
        kept.Add(last);
        nuint bytes = RoundUp((nuint)last.Length * (nuint)Unsafe.SizeOf<T>(), sizeof(long));
        nuint behind = AddressOf(last) + bytes + ArrayOverhead;
        if (behind % Alignment == 0)
            return;
        long[] filler = Filler(behind, 0);
        kept.Add(filler);
        if (AddressOf(filler) != behind)
            kept.Add(Filler(behind, bytes));
    }

    /// <summary>An array of so many bytes or a few more: if its data starts where it is expected, that of the next one starts on a boundary.</summary>
    private static long[] Filler(nuint start, nuint bytes)
    {
        nuint next = RoundUp(start + bytes + ArrayOverhead, Alignment);
        return GC.AllocateUninitializedArray<long>(
            (int)((next - ArrayOverhead - start) / sizeof(long)),
            pinned: true
        );
    }

    private static bool IsAligned(float[] pinned) => AddressOf(pinned) % Alignment == 0;

    private static nuint RoundUp(nuint value, nuint multiple) =>
        (value + multiple - 1) / multiple * multiple;

    private static unsafe nuint AddressOf<T>(T[] pinned) =>
        (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}
