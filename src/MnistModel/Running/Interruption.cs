using System.Runtime.InteropServices;
using MnistModel.Options;

namespace MnistModel.Running;

/// <summary>
/// Turns Ctrl-C and a request to terminate into a cancellation, so that the program ends in an orderly way; a second one
/// ends it at once.
/// </summary>
internal sealed class Interruption : IDisposable
{
    private readonly CancellationTokenSource _source = new();
    private readonly PosixSignalRegistration _interrupt;
    private readonly PosixSignalRegistration _terminate;
    private int _signals;

    /// <summary>Begins to listen.</summary>
    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        _terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
    }

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        if (Interlocked.Increment(ref _signals) > 1)
        {
            // What draws the bar hides the cursor and will not come to show it again.
            if (!Console.IsErrorRedirected)
                Console.Error.Write("\e[?25h");
            return;
        }
        signal.Cancel = true;
        _source.Cancel();
    }
}
