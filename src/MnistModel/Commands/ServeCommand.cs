using System.CommandLine;
using LayerGen;
using MnistModel.Options;
using MnistModel.Reporting;
using MnistModel.Running;
using MnistModel.Serving;

namespace MnistModel.Commands;

/// <summary>Serves a page to draw digits on.</summary>
internal sealed class ServeCommand : ProgramCommand
{
    private const int StandardPort = 8028;
    private const int MaxPort = 65_535;

    private readonly Argument<string?> _model = ModelOptions.Model();

    private readonly Option<int> _port = ValueOption.Number(
        "--port",
        "Where the page is served, 0 for any free port",
        StandardPort,
        $"a whole number from 0 to {MaxPort}",
        number => number is >= 0 and <= MaxPort
    );

    /// <summary>Makes the command.</summary>
    public ServeCommand()
        : base(
            "serve",
            "Serves a page to draw digits on: it shows what the network answers and sees while you draw."
        )
    {
        Add(_model);
        Add(_port);
        SetAction((parsed, _) => RunAsync(parsed));
    }

    /// <inheritdoc/>
    public override string Notes =>
        """
            The page is served to this computer alone (127.0.0.1), and nothing you draw leaves it. Its address is printed
            when it can be opened. Ctrl-C ends it.

            Examples:
              MnistModel serve
              MnistModel serve runs/mnist-seed1.safetensors --port 0
            """;

    private async Task<int> RunAsync(ParseResult parsed)
    {
        CommandOutput output = new(parsed.InvocationConfiguration);
        using Interruption interruption = new();
        if (
            !output.Take(
                TrainedNetwork.Load(parsed.GetValue(_model), maxBatchSize: 1, threads: 1),
                out var saved
            )
        )
            return ExitCodes.BadInput;
        using (saved.Network)
        {
            DrawingReader reader = new(saved.Network);
            if (
                !output.Take(
                    DrawingServer.Start(parsed.GetValue(_port), reader.Answer),
                    out DrawingServer? server
                )
            )
                return ExitCodes.BadInput;
            using (server)
            {
                output.Notice($"{saved.Path}: serving; Ctrl-C ends it.");
                output.Result(server.Address);
                await server.RunAsync(interruption.Token).ConfigureAwait(false);
                return output.Stop();
            }
        }
    }
}
