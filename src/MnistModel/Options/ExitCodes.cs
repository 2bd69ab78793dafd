namespace MnistModel.Options;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCodes
{
    /// <summary>The network was trained, evaluated and saved.</summary>
    public const int Success = 0;

    /// <summary>Training went wrong, or its results could not be written.</summary>
    public const int Failed = 1;

    /// <summary>An option or the data cannot be used.</summary>
    public const int BadInput = 2;

    /// <summary>Stopped by Ctrl-C: 128 + SIGINT, as shells have it.</summary>
    public const int Interrupted = 130;

    /// <summary>Stopped by a request to terminate: 128 + SIGTERM.</summary>
    public const int Terminated = 143;
}
