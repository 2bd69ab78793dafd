using System.Collections.Immutable;

namespace MnistModel.Predicting;

/// <summary>A closed union: how predictions are written, a line or a few for each image.</summary>
internal abstract record PredictionLayout
{
    private PredictionLayout() { }

    /// <summary>Bars for people: one for each class.</summary>
    public sealed record Bars : PredictionLayout;

    /// <summary>A table for people.</summary>
    /// <param name="Width">Characters of the longest path, as it is shown.</param>
    public sealed record Table(int Width) : PredictionLayout;

    /// <summary>Comma-separated values.</summary>
    public sealed record Csv : PredictionLayout;

    /// <summary>One JSON object a line.</summary>
    public sealed record Json : PredictionLayout;

    /// <summary>Whether programs read it: then names of files stay as they are, whatever is in them.</summary>
    public bool IsData => this is Csv or Json;

    /// <summary>What stands before the first image.</summary>
    public ImmutableArray<string> Head =>
        this switch
        {
            Bars or Json => [],
            Table(var width) => [PredictionText.TableHead(width)],
            Csv => [PredictionData.CsvHead],
            _ => throw new InvalidOperationException("PredictionLayout is a closed union."),
        };

    /// <summary>What is said about an image.</summary>
    /// <param name="prediction">The file and its answer.</param>
    public ImmutableArray<string> Lines(Prediction prediction) =>
        this switch
        {
            Bars => PredictionText.Bars(prediction),
            Table(var width) => [PredictionText.TableRow(prediction, width)],
            Csv => [PredictionData.CsvRow(prediction)],
            Json => [PredictionData.Json(prediction)],
            _ => throw new InvalidOperationException("PredictionLayout is a closed union."),
        };
}
