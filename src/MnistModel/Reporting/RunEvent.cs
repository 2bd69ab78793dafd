using LayerGen;
using LayerGen.Training;
using MnistModel.Running;

namespace MnistModel.Reporting;

/// <summary>A closed union: what happens while the program runs.</summary>
internal abstract record RunEvent
{
    private RunEvent() { }

    /// <summary>Something that the person should know.</summary>
    /// <param name="Text">One line.</param>
    public sealed record Notice(string Text) : RunEvent;

    /// <summary>A part of a file arrived.</summary>
    /// <param name="FileName">Which file.</param>
    /// <param name="Received">Bytes so far.</param>
    /// <param name="Expected">Bytes in all, if the mirror said so.</param>
    public sealed record Downloading(string FileName, long Received, long? Expected) : RunEvent;

    /// <summary>A download is over, well or badly.</summary>
    /// <param name="FileName">Which file.</param>
    public sealed record DownloadEnded(string FileName) : RunEvent;

    /// <summary>Everything is there and training begins.</summary>
    /// <param name="Summary">What is trained on what.</param>
    public sealed record Started(RunSummary Summary) : RunEvent;

    /// <summary>An epoch has come some way further.</summary>
    /// <param name="Report">How far.</param>
    public sealed record EpochRunning(BatchReport Report) : RunEvent;

    /// <summary>An epoch is over and validated.</summary>
    /// <param name="Report">What it came to.</param>
    public sealed record EpochEnded(EpochReport Report) : RunEvent;

    /// <summary>The trained network was saved and measured on the test images.</summary>
    /// <param name="Result">What came out.</param>
    public sealed record Evaluated(RunResult Result) : RunEvent;

    /// <summary>A network that was trained before was measured on the test images.</summary>
    /// <param name="Result">What came out.</param>
    public sealed record Tested(RunResult Result) : RunEvent;

    /// <summary>A run of training is over, well or badly; the last event of all.</summary>
    /// <param name="Outcome">How.</param>
    public sealed record Ended(RunOutcome Outcome) : RunEvent;

    /// <summary>Somebody asked what the network is.</summary>
    /// <param name="Network">The network.</param>
    public sealed record Described(NetworkDescription Network) : RunEvent;
}
