namespace LayerGen.Kernels;

/// <summary>
/// The items of a phase that nobody has taken yet: for each worker a range of neighbours, as equal as can be. A worker
/// takes its own range from the front; who has none left takes from the back of another's.
/// </summary>
/// <remarks>
/// The same worker gets the same part of the items in every phase, so weights, gradients and moments of that part stay
/// in the caches near its core. Where cores do not share a cache, moving them costs several times the computation.
/// </remarks>
internal sealed class ItemRanges(int workers)
{
    /// <summary>The most items that a phase can have.</summary>
    public const int Most = (1 << IndexBits) - 1;

    private const int IndexBits = 20;
    private const long IndexMask = Most;

    // A range is a generation of 24 bits, a begin and an end of 20 bits. The generation makes a range that looks the same
    // in a later phase another one.
    private readonly WorkerNumbers _ranges = new(workers);
    private long _generation;

    /// <summary>Whether there is an item that nobody has taken.</summary>
    public bool HasAny
    {
        get
        {
            for (int worker = 0; worker < workers; worker++)
                if (!IsEmpty(Look(worker)))
                    return true;
            return false;
        }
    }

    /// <summary>Gives each worker its range of a new phase. The items of the phase before must all have been taken.</summary>
    public void Publish(int items)
    {
        _generation++;
        for (int worker = 0; worker < workers; worker++)
        {
            long begin = Shards.Start(items, workers, worker);
            long end = Shards.Start(items, workers, worker + 1);
            Interlocked.Exchange(
                ref _ranges.Of(worker),
                (_generation << (2 * IndexBits)) | (begin << IndexBits) | end
            );
        }
    }

    /// <summary>What is left for a worker, to be taken from by <see cref="TryTake"/>.</summary>
    public long Look(int worker) => Volatile.Read(ref _ranges.Of(worker));

    /// <summary>Whether nothing is left in a range.</summary>
    public static bool IsEmpty(long range) => Begin(range) == End(range);

    /// <summary>Takes an item of a range that is not empty, unless the range has changed since it was looked at.</summary>
    public bool TryTake(int worker, long range, bool fromBack, out int item)
    {
        item = fromBack ? End(range) - 1 : Begin(range);
        long rest = fromBack ? range - 1 : range + (1L << IndexBits);
        return Interlocked.CompareExchange(ref _ranges.Of(worker), rest, range) == range;
    }

    private static int Begin(long range) => (int)((range >> IndexBits) & IndexMask);

    private static int End(long range) => (int)(range & IndexMask);
}
