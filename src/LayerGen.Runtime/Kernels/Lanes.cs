using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace LayerGen.Kernels;

/// <summary>Loads and stores of vectors that are narrower in memory, for every width.</summary>
public static class Lanes
{
    /// <summary>Stores each lane's low byte: sixteen bytes.</summary>
    /// <param name="indices">Each 0 to 255.</param>
    /// <param name="destination">The first of the bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Vector512<int> indices, ref byte destination)
    {
        if (Avx512F.IsSupported)
        {
            // One instruction; narrowing twice takes eight.
            Avx512F.ConvertToVector128Byte(indices).StoreUnsafe(ref destination);
            return;
        }
        Vector256<ushort> words = Vector256.Narrow(
            indices.GetLower().AsUInt32(),
            indices.GetUpper().AsUInt32()
        );
        Vector128.Narrow(words.GetLower(), words.GetUpper()).StoreUnsafe(ref destination);
    }

    /// <summary>Stores each lane's low byte: eight bytes.</summary>
    /// <param name="indices">Each 0 to 255.</param>
    /// <param name="destination">The first of the bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Vector256<int> indices, ref byte destination)
    {
        Vector128<ushort> words = Vector128.Narrow(
            indices.GetLower().AsUInt32(),
            indices.GetUpper().AsUInt32()
        );
        Unsafe.WriteUnaligned(
            ref destination,
            Vector128.Narrow(words, words).AsUInt64().ToScalar()
        );
    }

    /// <summary>Stores each lane's low byte: four bytes.</summary>
    /// <param name="indices">Each 0 to 255.</param>
    /// <param name="destination">The first of the bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreBytes(Vector128<int> indices, ref byte destination)
    {
        Vector128<ushort> words = Vector128.Narrow(indices.AsUInt32(), indices.AsUInt32());
        Unsafe.WriteUnaligned(
            ref destination,
            Vector128.Narrow(words, words).AsUInt32().ToScalar()
        );
    }

    /// <summary>Widens sixteen bytes to one lane each.</summary>
    /// <param name="source">The first of the bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<int> LoadVector512(ref byte source)
    {
        Vector256<ushort> words = Vector256.WidenLower(
            Vector128.LoadUnsafe(ref source).ToVector256Unsafe()
        );
        return Vector512.WidenLower(words.ToVector512Unsafe()).AsInt32();
    }

    /// <summary>Widens eight bytes to one lane each.</summary>
    /// <param name="source">The first of the bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadVector256(ref byte source)
    {
        Vector128<byte> bytes = Vector128
            .CreateScalarUnsafe(Unsafe.ReadUnaligned<ulong>(ref source))
            .AsByte();
        return Vector256.WidenLower(Vector128.WidenLower(bytes).ToVector256Unsafe()).AsInt32();
    }

    /// <summary>Widens four bytes to one lane each.</summary>
    /// <param name="source">The first of the bytes.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadVector128(ref byte source)
    {
        Vector128<byte> bytes = Vector128
            .CreateScalarUnsafe(Unsafe.ReadUnaligned<uint>(ref source))
            .AsByte();
        return Vector128.WidenLower(Vector128.WidenLower(bytes)).AsInt32();
    }

    /// <summary>Takes each lane from one of two vectors.</summary>
    /// <param name="first">Values 0 to 15.</param>
    /// <param name="second">Values 16 to 31.</param>
    /// <param name="places">Which value each lane takes; 0 to 31.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Pick(
        Vector512<float> first,
        Vector512<float> second,
        Vector512<int> places
    )
    {
        if (Avx512F.IsSupported)
            return Avx512F.PermuteVar16x32x2(first, places, second);
        Vector512<int> within = places & Vector512.Create(Vector512<float>.Count - 1);
        return Vector512.ConditionalSelect(
            Vector512.Equals(places, within).AsSingle(),
            Vector512.Shuffle(first, within),
            Vector512.Shuffle(second, within)
        );
    }

    /// <summary>Stores the first lanes, all of them if there are no more than <paramref name="count"/>.</summary>
    /// <param name="vector">The values.</param>
    /// <param name="destination">Where the first lane goes.</param>
    /// <param name="count">How many floats may be written; 0 or less writes nothing.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Vector512<float> vector, ref float destination, nint count)
    {
        if (count >= Vector512<float>.Count)
        {
            vector.StoreUnsafe(ref destination);
            return;
        }
        StoreFirst(vector.GetLower(), ref destination, count);
        if (count > Vector256<float>.Count)
            StoreFirst(
                vector.GetUpper(),
                ref Unsafe.Add(ref destination, Vector256<float>.Count),
                count - Vector256<float>.Count
            );
    }

    /// <inheritdoc cref="StoreFirst(Vector512{float}, ref float, nint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Vector256<float> vector, ref float destination, nint count)
    {
        if (count >= Vector256<float>.Count)
        {
            vector.StoreUnsafe(ref destination);
            return;
        }
        StoreFirst(vector.GetLower(), ref destination, count);
        if (count > Vector128<float>.Count)
            StoreFirst(
                vector.GetUpper(),
                ref Unsafe.Add(ref destination, Vector128<float>.Count),
                count - Vector128<float>.Count
            );
    }

    /// <inheritdoc cref="StoreFirst(Vector512{float}, ref float, nint)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreFirst(Vector128<float> vector, ref float destination, nint count)
    {
        if (count >= Vector128<float>.Count)
        {
            vector.StoreUnsafe(ref destination);
            return;
        }
        for (int lane = 0; lane < count; lane++)
            Unsafe.Add(ref destination, lane) = vector.GetElement(lane);
    }

    /// <summary>
    /// Adds the sum of all lanes to a number, four lanes after four, as several narrower vectors would.
    /// </summary>
    /// <param name="vector">The values.</param>
    /// <param name="total">What they are added to.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Vector512<float> vector, ref float total)
    {
        AddTo(vector.GetLower(), ref total);
        AddTo(vector.GetUpper(), ref total);
    }

    /// <inheritdoc cref="AddTo(Vector512{float}, ref float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Vector256<float> vector, ref float total)
    {
        AddTo(vector.GetLower(), ref total);
        AddTo(vector.GetUpper(), ref total);
    }

    /// <inheritdoc cref="AddTo(Vector512{float}, ref float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddTo(Vector128<float> vector, ref float total) =>
        total += Vector128.Sum(vector);
}
