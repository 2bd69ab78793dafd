using System.Collections.Immutable;

namespace MnistModel.Commands;

/// <summary>All commands of the program, in the order of its help.</summary>
internal static class CommandList
{
    /// <summary>Makes them; the first runs where the command line names none.</summary>
    public static ImmutableArray<ProgramCommand> Create() =>
        [
            new TrainCommand(),
            new ResumeCommand(),
            new EvaluateCommand(),
            new ReportCommand(),
            new PredictCommand(),
            new ServeCommand(),
            new SummaryCommand(),
            new CompletionCommand(),
        ];
}
