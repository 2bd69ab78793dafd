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
    private int _exitCode;

    /// <summary>Begins to listen.</summary>
    public Interruption()
    {
        _interrupt = PosixSignalRegistration.Create(
            PosixSignal.SIGINT,
            signal => Stop(signal, ExitCodes.Interrupted)
        );
        _terminate = PosixSignalRegistration.Create(
            PosixSignal.SIGTERM,
            signal => Stop(signal, ExitCodes.Terminated)
        );
    }

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>What the shell should be told of the signal that came; 0 before one came.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    /// <inheritdoc/>
    public void Dispose()
    {
        _interrupt.Dispose();
        _terminate.Dispose();
        _source.Dispose();
    }

    private void Stop(PosixSignalContext signal, int exitCode)
    {
        if (Interlocked.CompareExchange(ref _exitCode, exitCode, 0) != 0)
            return;
        signal.Cancel = true;
        _source.Cancel();
    }
}
