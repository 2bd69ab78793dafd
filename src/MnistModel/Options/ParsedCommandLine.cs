namespace MnistModel.Options;

/// <summary>What the command line asks for.</summary>
internal abstract record ParsedCommandLine
{
    private ParsedCommandLine() { }

    /// <summary>To train.</summary>
    /// <param name="Options">How.</param>
    public sealed record Run(RunOptions Options) : ParsedCommandLine;

    /// <summary>Nothing more: help or a message was written.</summary>
    /// <param name="ExitCode">What to tell the shell.</param>
    public sealed record Done(int ExitCode) : ParsedCommandLine;
}
