using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace LayerGen.Kernels;

/// <summary>The gradients of a batch's shards, and their sum.</summary>
/// <remarks>
/// Shards are added up as a tree, in pairs, pairs of pairs and so on: an order that their number alone decides, so the
/// sum has the same bits however many threads ran them. Whoever completes the second half of a block adds it to the
/// first; that is usually the worker that ran both and has them in its own cache. The last two blocks, the ones that
/// travel to other cores, are added up by all workers, a range each.
/// </remarks>
public sealed class BatchGradients
{
    private readonly AlignedBuffer<float>[] _shards;
    private readonly AlignedBuffer<float> _total; // its lines stay with the worker that adds up a range of them
    private readonly int[] _halves; // complete ones of the block whose second half begins with a shard
    private int _count;

    /// <summary>Allocates the gradients of every shard.</summary>
    /// <param name="mostShards">How many shards the largest batch has; at least 1.</param>
    /// <param name="length">Numbers in the gradients of a shard.</param>
    public BatchGradients(int mostShards, int length)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(mostShards, 1);
        _shards = new AlignedBuffer<float>[mostShards];
        for (int shard = 0; shard < mostShards; shard++)
            _shards[shard] = new(length);
        _total = new(mostShards > 1 ? length : 0);
        _halves = new int[mostShards];
    }

    /// <summary>The sum over all shards, as far as <see cref="Sum"/> has been asked for it.</summary>
    public AlignedBuffer<float> Total => _count > 1 ? _total : _shards[0];

    /// <summary>Begins a batch.</summary>
    /// <param name="shards">How many shards it has; 1 to as many as there is room for.</param>
    public void Start(int shards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(shards, _shards.Length);
        _count = shards;
        Array.Clear(_halves);
    }

    /// <summary>Zeros that a shard adds its samples' gradients to.</summary>
    /// <param name="shard">The shard that is about to run.</param>
    public AlignedBuffer<float> Begin(int shard)
    {
        _shards[shard].Span.Clear();
        return _shards[shard];
    }

    /// <summary>The gradients that a shard has begun in an earlier phase.</summary>
    /// <param name="shard">A shard that <see cref="Begin"/> was called for.</param>
    public AlignedBuffer<float> Of(int shard) => _shards[shard];

    /// <summary>Says that a shard's gradients are complete; once for each shard of the batch, by any thread.</summary>
    /// <param name="shard">The shard.</param>
    public void Complete(int shard)
    {
        int first = shard; // of the block that is complete
        for (int size = 1; size < LastHalf; size *= 2)
        {
            first -= first % (2 * size);
            int second = first + size;
            if (second >= _count)
                continue; // The block has no second half.
            if (Interlocked.Increment(ref _halves[second]) == 1)
                return; // Whoever completes the other half goes on.
            Add(_shards[first].Span, _shards[second].Span, _shards[first].Span);
        }
    }

    /// <summary>Adds up a range of the gradients of all shards, each of which is complete.</summary>
    /// <param name="begin">The first number to add; different calls for a batch must not overlap.</param>
    /// <param name="end">The number behind the last one.</param>
    /// <returns>That range of <see cref="Total"/>.</returns>
    public Span<float> Sum(int begin, int end)
    {
        Span<float> total = Total.Span[begin..end];
        if (_count > 1)
            Add(_shards[0].Span[begin..end], _shards[LastHalf].Span[begin..end], total);
        return total;
    }

    /// <summary>Where the second half of all shards begins: the largest power of two below their number.</summary>
    private int LastHalf => _count > 1 ? 1 << BitOperations.Log2((uint)_count - 1) : 1;

    private static void Add(
        ReadOnlySpan<float> first,
        ReadOnlySpan<float> second,
        Span<float> total
    )
    {
        ref float augend = ref MemoryMarshal.GetReference(first);
        ref float addend = ref MemoryMarshal.GetReference(second);
        ref float sum = ref MemoryMarshal.GetReference(total);
        nint vectors = total.Length - (total.Length % Vector<float>.Count);
        nint i = 0;
        for (; i < vectors; i += Vector<float>.Count)
            (
                Vector.LoadUnsafe(ref Unsafe.Add(ref augend, i))
                + Vector.LoadUnsafe(ref Unsafe.Add(ref addend, i))
            ).StoreUnsafe(ref Unsafe.Add(ref sum, i));
        for (; i < total.Length; i++)
            Unsafe.Add(ref sum, i) = Unsafe.Add(ref augend, i) + Unsafe.Add(ref addend, i);
    }
}
