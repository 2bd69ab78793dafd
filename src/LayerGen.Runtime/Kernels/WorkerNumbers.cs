namespace LayerGen.Kernels;

/// <summary>
/// A number for each worker, two cache lines from the next, since processors fetch lines in pairs: a core that writes its
/// own takes no line away from another.
/// </summary>
internal readonly struct WorkerNumbers(int workers)
{
    private const int Spacing = 16;

    // Nothing lies within two lines of the first and the last one either.
    private readonly long[] _numbers = new long[(workers + 1) * Spacing];

    /// <summary>A worker's number; 0 at first.</summary>
    public ref long Of(int worker) => ref _numbers[(worker + 1) * Spacing];
}
