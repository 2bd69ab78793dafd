namespace MnistModel.Options;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCodes
{
    /// <summary>All was done.</summary>
    public const int Success = 0;

    /// <summary>Training went wrong, or results could not be written.</summary>
    public const int Failed = 1;

    /// <summary>An option or a file cannot be used.</summary>
    public const int BadInput = 2;

    /// <summary>Stopped by Ctrl-C (128 + SIGINT, as shells have it) or by a request to terminate.</summary>
    public const int Interrupted = 130;

    /// <summary>All of them, for the help.</summary>
    public static string InWords =>
        $"""
            Exit codes:
              {Success}    done
              {Failed}    training failed (a number is not finite any more), or results could not be written
              {BadInput}    an option or a file cannot be used
              {Interrupted}  stopped by Ctrl-C or by a request to terminate; what was reached is saved
            """;
}
