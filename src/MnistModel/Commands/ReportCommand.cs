using System.CommandLine;
using MnistModel.Data;
using MnistModel.Options;
using MnistModel.Report;
using MnistModel.Reporting;
using MnistModel.Running;

namespace MnistModel.Commands;

/// <summary>Writes a page about a trained network.</summary>
internal sealed class ReportCommand : ProgramCommand
{
    private readonly Argument<string?> _model = ModelOptions.Model();
    private readonly Option<string?> _data = DataOptions.Directory();

    private readonly Option<DatasetChoice?> _dataset = DataOptions.Dataset(
        "What to test with [default: mnist, or synthetic digits where MNIST cannot be had]"
    );

    private readonly Option<ulong> _seed = SharedOptions.Seed("Decides the synthetic digits");
    private readonly Option<int> _threads = SharedOptions.Threads();

    private readonly Option<string?> _history = ValueOption.FilePath(
        "--history",
        "The table of epochs that 'train --history' wrote [default: what a checkpoint holds, or MODEL's name with .csv]"
    );

    private readonly Option<string?> _out = ValueOption.FilePath(
        "--out",
        "Where the page goes; an earlier page of that name is replaced [default: MODEL's name with .html]"
    );

    /// <summary>Makes the command.</summary>
    public ReportCommand()
        : base(
            "report",
            "Writes a page about a trained network: curves, mistakes, calibration, filters. One file, no network needed."
        )
    {
        Add(_model);
        Add(_data);
        Add(_dataset);
        Add(_seed);
        Add(_threads);
        Add(_history);
        Add(_out);
        Validators.Add(DataOptions.RefuseDirectoryOfDrawings(_data, _dataset));
        SetAction((parsed, _) => RunAsync(parsed));
    }

    /// <inheritdoc/>
    public override string Notes =>
        $"""
            {DataOptions.Notes}

            Examples:
              MnistModel report
              MnistModel report runs/mnist-seed1.safetensors --out report.html
              MnistModel report runs/fashion-mnist-seed1.safetensors --dataset fashion-mnist
            """;

    private async Task<int> RunAsync(ParseResult parsed)
    {
        CommandOutput output = new(parsed.InvocationConfiguration);
        using Interruption interruption = new();
        using RunReporter reporter = RunReporter.On(
            parsed.InvocationConfiguration,
            LogFormat.Plain
        );
        ReportSession session = new(
            new(
                parsed.GetValue(_model),
                parsed.GetValue(_history),
                parsed.GetValue(_out),
                new(
                    parsed.GetValue(_data),
                    parsed.GetValue(_dataset) ?? new DatasetChoice.Unspecified(),
                    parsed.GetValue(_seed),
                    parsed.GetValue(_threads)
                )
            ),
            DatasetAcquisition.Standard(reporter.Report),
            output
        );
        return output.Close(await session.RunAsync(interruption.Token).ConfigureAwait(false));
    }
}
