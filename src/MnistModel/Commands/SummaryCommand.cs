using System.CommandLine;
using MnistModel.Options;
using MnistModel.Reporting;

namespace MnistModel.Commands;

/// <summary>Prints what the network is and how it runs.</summary>
internal sealed class SummaryCommand : ProgramCommand
{
    private readonly Option<LogFormat> _log = SharedOptions.Log();

    /// <summary>Makes the command.</summary>
    public SummaryCommand()
        : base(
            "summary",
            "Prints the network's layers, shapes, parameters, multiply-adds and bytes, and the stages that run."
        )
    {
        Add(_log);
        SetAction(parsed =>
        {
            OutputLines output = new(parsed.InvocationConfiguration.Output);
            OutputLines error = new(parsed.InvocationConfiguration.Error);
            using RunReporter reporter = new(parsed.GetValue(_log), output, error, bar: null);
            reporter.Report(new RunEvent.Described(MnistCnn.Description));
            return reporter.Close(ExitCodes.Success);
        });
    }

    /// <inheritdoc/>
    public override string Notes =>
        """
            A stage is what runs as one piece: a convolution, its activation and its
            pooling are one loop, and positions that no window reads are not computed.
            All numbers are those of one image. Activations are bytes that a stage keeps
            for the backward pass, workspace those that it works in besides, packed those
            of copies of its weights.

            Examples:
              MnistModel summary
              MnistModel summary --log json
            """;
}
