using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using CsvHelper;
using MnistModel.Data;

namespace MnistModel.Predicting;

/// <summary>Predictions as programs read them.</summary>
internal static class PredictionData
{
    /// <summary>The names of the columns.</summary>
    public static string CsvHead =>
        CsvLine(table =>
        {
            table.WriteField("image");
            table.WriteField("class");
            table.WriteField("probability");
            for (int digit = 0; digit < DatasetAssembly.Classes; digit++)
                table.WriteField($"p{digit}");
        });

    /// <summary>One image as comma-separated values.</summary>
    /// <param name="prediction">The file and its answer.</param>
    public static string CsvRow(Prediction prediction) =>
        CsvLine(table =>
        {
            table.WriteField(prediction.Path);
            table.WriteField(prediction.Answer.Class);
            table.WriteField(prediction.Answer.Probability);
            foreach (float probability in prediction.Answer.Probabilities)
                table.WriteField(probability);
        });

    /// <summary>One image as a JSON object.</summary>
    /// <param name="prediction">The file and its answer.</param>
    public static string Json(Prediction prediction) =>
        JsonSerializer.Serialize(
            new PredictionLine(
                prediction.Path,
                prediction.Answer.Class,
                prediction.Answer.Probability,
                prediction.Answer.Probabilities
            ),
            PredictionLineContext.Default.PredictionLine
        );

    private static string CsvLine(Action<CsvWriter> write)
    {
        using StringWriter text = new();
        using (
            CsvWriter table = CsvWriter.Create(
                text,
                CsvWriterOptions.Default with
                {
                    NewLine = "\n",
                }
            )
        )
        {
            write(table);
            table.EndRecord();
        }
        return text.ToString().TrimEnd('\n');
    }
}

/// <summary>A line of JSON.</summary>
internal sealed record PredictionLine(
    string Image,
    int Class,
    float Probability,
    ImmutableArray<float> Probabilities
);

/// <summary>Writes the lines without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(PredictionLine))]
internal sealed partial class PredictionLineContext : JsonSerializerContext;
