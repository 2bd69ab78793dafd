using System.CommandLine;
using MnistModel.Data;
using MnistModel.Options;
using MnistModel.Reporting;
using MnistModel.Running;

namespace MnistModel.Commands;

/// <summary>Tests a trained network.</summary>
internal sealed class EvaluateCommand : ProgramCommand
{
    private readonly Argument<string?> _model = ModelOptions.Model();
    private readonly Option<string?> _data = DataOptions.Directory();

    private readonly Option<DatasetChoice?> _dataset = DataOptions.Dataset(
        "What to test with [default: mnist, or synthetic digits where MNIST cannot be had]"
    );

    private readonly Option<ulong> _seed = SharedOptions.Seed("Decides the synthetic digits");
    private readonly Option<int> _threads = SharedOptions.Threads();
    private readonly Option<LogFormat> _log = SharedOptions.Log();

    /// <summary>Makes the command.</summary>
    public EvaluateCommand()
        : base(
            "evaluate",
            "Tests a trained network on the test images: loss, accuracy, a table of the classes, the confusion matrix."
        )
    {
        Add(_model);
        Add(_data);
        Add(_dataset);
        Add(_seed);
        Add(_threads);
        Add(_log);
        Validators.Add(DataOptions.RefuseDirectoryOfDrawings(_data, _dataset));
        SetAction((parsed, _) => RunAsync(parsed));
    }

    /// <inheritdoc/>
    public override string Notes =>
        $"""
            {DataOptions.Notes}

            Examples:
              MnistModel evaluate
              MnistModel evaluate runs/mnist-seed1.safetensors
              MnistModel evaluate runs/fashion-mnist-seed1.safetensors --dataset fashion-mnist --log json
            """;

    private async Task<int> RunAsync(ParseResult parsed)
    {
        using Interruption interruption = new();
        using RunReporter reporter = RunReporter.On(
            parsed.InvocationConfiguration,
            parsed.GetValue(_log)
        );
        EvaluationSession session = new(
            parsed.GetValue(_model),
            new(
                parsed.GetValue(_data),
                parsed.GetValue(_dataset) ?? new DatasetChoice.Unspecified(),
                parsed.GetValue(_seed),
                parsed.GetValue(_threads)
            ),
            DatasetAcquisition.Standard(reporter.Report),
            reporter
        );
        return reporter.Close(await session.RunAsync(interruption.Token).ConfigureAwait(false));
    }
}
