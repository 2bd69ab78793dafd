namespace LayerGen.Kernels;

/// <summary>
/// Lets one call at a time into a network: its workspaces belong to the call that runs, and a second one would give wrong
/// numbers to both.
/// </summary>
/// <param name="network">What messages call the network.</param>
public sealed class CallGuard(string network)
{
    private const int Free = 0;
    private const int Busy = 1;
    private const int Closed = 2;

    private int _state;

    /// <summary>Begins a call.</summary>
    /// <exception cref="InvalidOperationException">Another call runs.</exception>
    /// <exception cref="ObjectDisposedException">The network was disposed.</exception>
    public void Enter()
    {
        int state = Interlocked.CompareExchange(ref _state, Busy, Free);
#pragma warning disable CA1513 // ThrowIf names the type of an object; here the network's name says more.
        if (state == Closed)
            throw new ObjectDisposedException(network);
#pragma warning restore CA1513
        if (state == Busy)
            throw Overlap();
    }

    /// <summary>Ends a call that has begun.</summary>
    public void Leave() => Volatile.Write(ref _state, Free);

    /// <summary>Lets no call in any more; may be called again.</summary>
    /// <exception cref="InvalidOperationException">A call runs.</exception>
    public void Close()
    {
        if (Interlocked.CompareExchange(ref _state, Closed, Free) == Busy)
            throw Overlap();
    }

    private InvalidOperationException Overlap() =>
        new(
            $"{network} is in use by another thread: a network takes one call at a time. Wait for that call, or give each thread "
                + "a network of its own with the same weights."
        );
}
