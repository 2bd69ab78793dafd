using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LayerGen.Kernels;

/// <summary>
/// How a batch is cut into shards: by its size alone, never by the number of threads, so that sums over shards have
/// the same bits however many threads ran them.
/// </summary>
public static class Shards
{
    /// <summary>The most shards a batch is cut into; each has gradients of its own.</summary>
    public const int Most = 16;

    /// <summary>How many shards a batch has: one for each so many samples begun, but not too few for several workers.</summary>
    /// <param name="batchSize">Samples; at least 1.</param>
    /// <param name="samplesPerShard">The samples of a shard of a usual batch; decided from the network alone.</param>
    /// <param name="fewest">A batch with fewer samples than these shards has one shard a sample; 1 to 16.</param>
    public static int Count(int batchSize, int samplesPerShard, int fewest = 1) =>
        Math.Clamp(
            (batchSize + samplesPerShard - 1) / samplesPerShard,
            Math.Min(batchSize, fewest),
            Most
        );

    /// <summary>The first sample of a part, where a range is cut into parts as equal as can be.</summary>
    /// <param name="length">The range's length.</param>
    /// <param name="parts">How many parts; at least 1.</param>
    /// <param name="part">Which part; <paramref name="parts"/> gives the end of the last one.</param>
    public static int Start(int length, int parts, int part) => (int)((long)length * part / parts);

    /// <summary>Adds the shards' gradients, in shard order, into those of the first.</summary>
    /// <param name="gradients">One buffer a shard.</param>
    /// <param name="shards">How many of them are in use.</param>
    /// <param name="begin">The first element to add.</param>
    /// <param name="end">The element behind the last one.</param>
    public static void Sum(
        ReadOnlySpan<AlignedBuffer<float>> gradients,
        int shards,
        int begin,
        int end
    )
    {
        for (int shard = 1; shard < shards; shard++)
            Add(gradients[0].Span[begin..end], gradients[shard].Span[begin..end]);
    }

    private static void Add(Span<float> total, ReadOnlySpan<float> part)
    {
        ref float sum = ref MemoryMarshal.GetReference(total);
        ref float addend = ref MemoryMarshal.GetReference(part);
        nint vectors = total.Length - (total.Length % Vector<float>.Count);
        nint i = 0;
        for (; i < vectors; i += Vector<float>.Count)
        {
            ref float place = ref Unsafe.Add(ref sum, i);
            (
                Vector.LoadUnsafe(ref place) + Vector.LoadUnsafe(ref Unsafe.Add(ref addend, i))
            ).StoreUnsafe(ref place);
        }
        for (; i < total.Length; i++)
            Unsafe.Add(ref sum, i) += Unsafe.Add(ref addend, i);
    }
}
