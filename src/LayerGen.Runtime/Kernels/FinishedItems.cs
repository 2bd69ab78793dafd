namespace LayerGen.Kernels;

/// <summary>How many items each worker has finished since its team was made.</summary>
/// <remarks>
/// A worker writes a number of its own, so that finishing an item costs nothing: one number for all would travel from
/// core to core with every item. Only who waits for the end of a phase reads them.
/// </remarks>
internal sealed class FinishedItems(int workers)
{
    private readonly WorkerNumbers _finished = new(workers);

    /// <summary>The sum over all workers; what they wrote for these items is there to be read.</summary>
    public long Total
    {
        get
        {
            long total = 0;
            for (int worker = 0; worker < workers; worker++)
                total += Volatile.Read(ref _finished.Of(worker));
            return total;
        }
    }

    /// <summary>Counts an item; called by this worker only.</summary>
    public void Add(int worker)
    {
        ref long finished = ref _finished.Of(worker);
        Volatile.Write(ref finished, finished + 1);
    }
}
