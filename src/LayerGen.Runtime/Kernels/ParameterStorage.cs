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

    /// <summary>One is enough, unless the heap starts a new region or another thread comes in between.</summary>
    private const int Attempts = 4;

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
        float[] storage = AllocateBehindFiller(length);
        for (int attempt = 1; attempt < Attempts && AddressOf(storage) % Alignment != 0; attempt++)
            storage = AllocateBehindFiller(length);
        return new(rows, columns, storage);
    }

    /// <summary>
    /// The heap of pinned objects grows upwards, so the next array comes to lie behind the last: one small array shows
    /// where that is, and a second one of the right length moves it to a boundary.
    /// </summary>
    private static float[] AllocateBehindFiller(int length)
    {
        byte[] last = GC.AllocateUninitializedArray<byte>(sizeof(long), pinned: true);
        nuint next = AddressOf(last) + sizeof(long) + ArrayOverhead;
        int missing = (int)((Alignment - (next % Alignment)) % Alignment);
        if (missing > 0)
        {
            // A filler shorter than an array's overhead does not exist: go to the boundary after.
            int filler = missing < ArrayOverhead ? missing + Alignment : missing;
            GC.AllocateUninitializedArray<byte>(filler - ArrayOverhead, pinned: true);
        }
        return GC.AllocateArray<float>(length, pinned: true);
    }

    private static unsafe nuint AddressOf<T>(T[] pinned) =>
        (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}
