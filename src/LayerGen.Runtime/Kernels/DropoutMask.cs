using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LayerGen.Kernels;

/// <summary>Dropout whose mask is a pure function of a key and an element's index, so that no mask is stored.</summary>
/// <remarks>
/// <para>
/// The backward pass asks again instead of remembering, and elements may be visited in any order, on any thread and with
/// any vector width: the decisions are the same.
/// </para>
/// <para>
/// Sources: Srivastava et al., "Dropout: A Simple Way to Prevent Neural Networks from Overfitting", JMLR 15, 2014, in
/// the inverted form that scales while training; Salmon et al., "Parallel Random Numbers: As Easy as 1, 2, 3", SC 2011,
/// for random numbers by counter and key.
/// </para>
/// </remarks>
public static class DropoutMask
{
    /// <summary>The key of one sample's mask in one layer at one step; different arguments give unrelated keys.</summary>
    /// <param name="seed">The network's seed.</param>
    /// <param name="step">Counts training steps.</param>
    /// <param name="layer">The layer's position.</param>
    /// <param name="sample">The sample's position in the batch.</param>
    public static ulong Key(ulong seed, long step, int layer, int sample)
    {
        ulong key = SplitMix64.Mix(seed + SplitMix64.Gamma);
        key = SplitMix64.Mix(key ^ (ulong)step);
        return SplitMix64.Mix(key ^ ((ulong)(uint)layer << 32) ^ (uint)sample);
    }

    /// <summary>Whether an element survives; true with probability <c>1 − rate</c>.</summary>
    /// <param name="key">See <see cref="Key"/>.</param>
    /// <param name="index">The element's position in its sample.</param>
    /// <param name="rate">The fraction dropped, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is not in [0, 1).</exception>
    public static bool Keeps(ulong key, int index, double rate) =>
        Hash((uint)index, (uint)key, (uint)(key >> 32)) >= Threshold(rate);

    /// <summary>
    /// <c>destination[i] = Keeps(key, firstIndex + i, rate) ? source[i] / (1 − rate) : 0</c>; the factor
    /// <c>1 / (1 − rate)</c> is rounded to single precision first. Serves the forward pass on activations and the
    /// backward pass on gradients.
    /// </summary>
    /// <param name="source">Any numbers; what is kept keeps NaN and infinity.</param>
    /// <param name="destination">
    /// At least as long as <paramref name="source"/>; the same memory or one that does not overlap it.
    /// </param>
    /// <param name="key">See <see cref="Key"/>.</param>
    /// <param name="firstIndex">The position of <c>source[0]</c> in its sample.</param>
    /// <param name="rate">The fraction dropped, in [0, 1).</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="rate"/> is not in [0, 1).</exception>
    /// <exception cref="ArgumentException"><paramref name="destination"/> is too short.</exception>
    public static void Apply(
        ReadOnlySpan<float> source,
        Span<float> destination,
        ulong key,
        int firstIndex,
        double rate
    )
    {
        SpanLengths.RequireRoom(source.Length, destination.Length);
        uint threshold = Threshold(rate);
        float scale = (float)(1 / (1 - rate));
        (uint low, uint high) = ((uint)key, (uint)(key >> 32));
        Vector<uint> thresholds = new(threshold);
        Vector<uint> indices = Vector<uint>.Indices + new Vector<uint>((uint)firstIndex);
        Vector<uint> stride = new((uint)Vector<uint>.Count);
        (Vector<uint> lows, Vector<uint> highs) = (new(low), new(high));
        ref float from = ref MemoryMarshal.GetReference(source);
        ref float to = ref MemoryMarshal.GetReference(destination);
        int i = 0;
        for (; i <= source.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            Vector<uint> kept = Vector.GreaterThanOrEqual(Hash(indices, lows, highs), thresholds);
            Vector<float> scaled = Vector.LoadUnsafe(ref from, (nuint)i) * scale;
            (scaled & Vector.AsVectorSingle(kept)).StoreUnsafe(ref to, (nuint)i);
            indices += stride;
        }
        for (; i < source.Length; i++)
        {
            bool kept = Hash((uint)firstIndex + (uint)i, low, high) >= threshold;
            destination[i] = kept ? source[i] * scale : 0;
        }
    }

    /// <summary>The hashes below this one, a fraction <c>rate</c> of all 2³² of them, mean dropped.</summary>
    private static uint Threshold(double rate) =>
        rate is >= 0 and < 1
            ? (uint)(rate * (1L << 32))
            : throw new ArgumentOutOfRangeException(
                nameof(rate),
                rate,
                "A dropout rate must be at least 0 and less than 1."
            );

    // The two definitions below are one: the first takes elements one by one, the second a vector at a time. The shifts
    // and multipliers are those of a bijective 32-bit finaliser with three multiplications, found by search for even
    // avalanche (C. Wellons, "hash-prospector"); the key's halves enter before the first and the second round, so that
    // two masks are not each other's permutation.

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static uint Hash(uint index, uint low, uint high)
    {
        uint hash = index ^ low;
        hash = (hash ^ (hash >> 17)) * 0xED5AD4BB;
        hash ^= high;
        hash = (hash ^ (hash >> 11)) * 0xAC4C1B51;
        hash = (hash ^ (hash >> 15)) * 0x31848BAB;
        return hash ^ (hash >> 14);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<uint> Hash(Vector<uint> index, Vector<uint> low, Vector<uint> high)
    {
        Vector<uint> hash = index ^ low;
        hash = (hash ^ (hash >>> 17)) * 0xED5AD4BB;
        hash ^= high;
        hash = (hash ^ (hash >>> 11)) * 0xAC4C1B51;
        hash = (hash ^ (hash >>> 15)) * 0x31848BAB;
        return hash ^ (hash >>> 14);
    }
}
