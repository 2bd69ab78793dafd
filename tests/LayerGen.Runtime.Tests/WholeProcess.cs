namespace LayerGen.Tests;

/// <summary>
/// The collection of tests that measure the whole process, and so must not run beside others, with their measure.
/// </summary>
[CollectionDefinition(nameof(WholeProcess), DisableParallelization = true)]
public sealed class WholeProcess
{
    /// <summary>
    /// Bytes that all threads of the process together allocate while an action is repeated, after a warm-up that lets the
    /// runtime compile it at its last tier.
    /// </summary>
    /// <returns>
    /// The least of several measurements: the runtime's own threads (tiered compilation, the test host's heartbeat) allocate
    /// now and then, while what the action allocates is in every measurement.
    /// </returns>
    public static long LeastAllocation(Action action, int repetitions)
    {
        ArgumentNullException.ThrowIfNull(action);
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 10 && least != 0; attempt++)
        {
            for (int i = 0; i < repetitions; i++)
                action();
            long before = GC.GetTotalAllocatedBytes(precise: true);
            for (int i = 0; i < repetitions; i++)
                action();
            least = Math.Min(least, GC.GetTotalAllocatedBytes(precise: true) - before);
        }
        return least;
    }
}
