using System.CommandLine;
using MnistModel.Options;
using MnistModel.Running;

namespace MnistModel.Commands;

/// <summary>Goes on with a run.</summary>
internal sealed class ResumeCommand : ProgramCommand
{
    private readonly Argument<string?> _run = new("RUN")
    {
        Description =
            $"A checkpoint (*{RunFiles.CheckpointEnding}), or a directory: then the newest in it "
            + $"[default: {SharedOptions.OutputDirectory}]",
        Arity = ArgumentArity.ZeroOrOne,
    };

    private readonly ContinuedOptions _continued = new(beginsRuns: false);
    private readonly Option<LogFormat> _log = SharedOptions.Log();

    /// <summary>Makes the command.</summary>
    public ResumeCommand()
        : base(
            "resume",
            "Goes on with a run from its last checkpoint, to the same weights as if it had never stopped."
        )
    {
        Add(_run);
        foreach (Option option in _continued.All)
            Add(option);
        Add(_log);
        SetAction(
            (parsed, _) =>
                TrainingCommandLine.RunAsync(parsed, Start(parsed), parsed.GetValue(_log))
        );
    }

    /// <summary>What a command line asks for.</summary>
    /// <param name="parsed">A command line without errors.</param>
    public TrainingStart Start(ParseResult parsed) =>
        new TrainingStart.GoOn(parsed.GetValue(_run), options => _continued.Apply(parsed, options));

    /// <inheritdoc/>
    public override string Notes =>
        """
            A checkpoint holds the options of its run; those above change them where they
            are given, and their defaults are the run's. More epochs than the run had
            train it further; a cosine schedule then ends with the new last epoch, so the
            learning rate rises again.

            Examples:
              MnistModel resume
              MnistModel resume runs/mnist-seed1.checkpoint.safetensors
              MnistModel resume runs --epochs 20
            """;
}
