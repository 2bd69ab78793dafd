using System.Collections.Immutable;
using System.CommandLine;
using LayerGen;
using MnistModel.Options;
using MnistModel.Predicting;
using MnistModel.Reporting;
using MnistModel.Running;
using Spectre.Console;

namespace MnistModel.Commands;

/// <summary>Reads images with a trained network.</summary>
internal sealed class PredictCommand : ProgramCommand
{
    /// <summary>Where explained images go if nothing else is said, from the current directory.</summary>
    private const string DefaultExplanations = "explained";

    // The pictures of an explanation, each with another square covered, go through the network this many at a time.
    private const int BatchSize = 64;

    private readonly Argument<string[]> _images = new("IMAGE")
    {
        Description =
            "PNG or JPEG files of any size with one digit each, dark on light or light on dark; a directory stands for "
            + "all such files in it",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _weights = SharedOptions.Weights();

    private readonly Option<PredictionFormat> _format = ValueOption.Word(
        "--format",
        "Standard output: text, CSV with a header, or one JSON object a line [default: text]",
        ("text", PredictionFormat.Text),
        ("csv", PredictionFormat.Csv),
        ("json", PredictionFormat.Json)
    );

    private readonly Option<bool> _explain = new("--explain")
    {
        Description = "Show which parts of the image the answer hangs on, and save that as PNG",
    };

    private readonly Option<string?> _explanations = ValueOption.DirectoryPath(
        "--explain-dir",
        "Where --explain saves its pictures, as IMAGE.png; a file of that name is replaced",
        DefaultExplanations
    );

    /// <summary>Makes the command.</summary>
    public PredictCommand()
        : base("predict", "Says which digits images show.")
    {
        Add(_images);
        Add(_weights);
        Add(_format);
        Add(_explain);
        Add(_explanations);
        SetAction((parsed, _) => Task.FromResult(Run(parsed)));
    }

    /// <inheritdoc/>
    public override string Notes =>
        $"""
            Each image is made like those of MNIST: light ink on black, scaled into 20×20 pixels, its centre of mass in the
            middle of 28×28. Images that cannot be read are named and left out, and the exit code is {ExitCodes.BadInput}.

            --explain is occlusion sensitivity: how far the log-odds of the answer fall when a square of {Occlusion.SquareSide}×{Occlusion.SquareSide} pixels
            is covered. Orange (in text + and #) speaks for the answer, blue (- and =) against it.

            Examples:
              MnistModel predict seven.png
              MnistModel predict --explain seven.png
              MnistModel predict --format csv scans/ > answers.csv
            """;

    private int Run(ParseResult parsed)
    {
        CommandOutput output = new(parsed.InvocationConfiguration);
        using Interruption interruption = new();
        string? explanations = parsed.GetValue(_explain) ? parsed.GetValue(_explanations) : null;
        ImmutableArray<string> pictures = [];
        if (
            !output.Take(ImagePaths.Of(parsed.GetValue(_images) ?? []), out var files)
            || (
                explanations is not null
                && !output.Take(
                    ExplanationFiles
                        .Paths(files, explanations)
                        .Then(paths =>
                            OutputDirectory.Prepare(explanations, "--explain-dir").Map(_ => paths)
                        ),
                    out pictures
                )
            )
            || !output.Take(
                TrainedNetwork.Load(parsed.GetValue(_weights), BatchSize, threads: 0),
                out var saved
            )
        )
            return ExitCodes.BadInput;
        using (saved.Network)
            return output.Close(
                Predict(
                    new ImageReader(saved.Network),
                    files,
                    Layout(parsed.GetValue(_format), files, explanations is not null),
                    pictures,
                    output,
                    interruption.Token
                )
            );
    }

    private static int Predict(
        ImageReader reader,
        ImmutableArray<string> files,
        PredictionLayout layout,
        ImmutableArray<string> pictures,
        CommandOutput output,
        CancellationToken cancellation
    )
    {
        int exitCode = ExitCodes.Success;
        Action<string> write = layout.IsData ? output.ResultData : output.Result;
        foreach (string line in layout.Head)
            write(line);
        for (int i = 0; i < files.Length; i++)
        {
            if (cancellation.IsCancellationRequested)
                return output.Stop();
            if (!output.Take(reader.Read(files[i]), out Prediction? prediction))
            {
                exitCode = ExitCodes.BadInput;
                continue;
            }
            foreach (string line in layout.Lines(prediction))
                write(line);
            if (pictures.IsEmpty)
                continue;
            Explanation explanation = reader.Explain(prediction);
            if (layout is PredictionLayout.Bars)
                Show(explanation, prediction.Answer.Class, output);
            if (ExplanationFiles.Save(explanation, pictures[i]) is Result<long>.Error(var failure))
                return output.Fail(failure);
            output.Notice($"saved    {pictures[i]}");
        }
        return exitCode;
    }

    private static PredictionLayout Layout(
        PredictionFormat format,
        ImmutableArray<string> files,
        bool isExplained
    ) =>
        format switch
        {
            PredictionFormat.Csv => new PredictionLayout.Csv(),
            PredictionFormat.Json => new PredictionLayout.Json(),
            _ when files.Length == 1 || isExplained => new PredictionLayout.Bars(),
            _ => new PredictionLayout.Table(files.Max(file => VisibleText.Of(file).Length)),
        };

    private static void Show(Explanation explanation, int answered, CommandOutput output)
    {
        bool isColoured = output.Terminal is not null;
        if (output.Terminal is { } terminal)
            terminal.Write(ExplanationView.Coloured(explanation));
        else
            foreach (string line in ExplanationView.Plain(explanation))
                output.Result(line);
        output.Result(ExplanationView.Legend(explanation, answered, isColoured));
    }
}
