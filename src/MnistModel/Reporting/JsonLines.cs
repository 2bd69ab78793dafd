using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using LayerGen;

namespace MnistModel.Reporting;

/// <summary>The lines that programs read.</summary>
internal static class JsonLines
{
    /// <summary>The line that an event deserves; null where it deserves none.</summary>
    /// <param name="happened">What happened.</param>
    /// <param name="dataset">The true name of the data set; it stands in every line.</param>
    public static string? Line(RunEvent happened, string dataset) =>
        happened switch
        {
            RunEvent.EpochEnded(var report) => JsonSerializer.Serialize(
                new EpochLine(
                    "epoch",
                    report.Epoch,
                    report.TrainSeconds,
                    report.Loss,
                    report.Accuracy,
                    report.ValidationLoss,
                    report.ValidationAccuracy,
                    dataset,
                    report.LearningRate
                ),
                JsonLineContext.Default.EpochLine
            ),
            RunEvent.Evaluated(var result) => Test(result),
            RunEvent.Tested(var result) => Test(result),
            RunEvent.Ended(var outcome) => JsonSerializer.Serialize(
                StoppedLine.Of(outcome, dataset),
                JsonLineContext.Default.StoppedLine
            ),
            RunEvent.Described(var network) => JsonSerializer.Serialize(
                new SummaryLine("summary", network),
                JsonLineContext.Default.SummaryLine
            ),
            _ => null,
        };

    private static string Test(RunResult result) =>
        JsonSerializer.Serialize(
            new EvaluatedLine(
                "evaluated",
                result.Test.Loss,
                result.Test.Accuracy,
                result.Test.Precision,
                result.Test.Recall,
                result.ModelPath,
                result.Dataset,
                result.IsOriginal,
                result.Seed,
                [
                    .. result.Test.Classes.Select(one => new ClassEntry(
                        one.Class,
                        one.Precision,
                        one.Recall,
                        one.Samples
                    )),
                ],
                [
                    .. Enumerable
                        .Range(0, result.Test.Confusion.Classes)
                        .Select(label =>
                            Enumerable
                                .Range(0, result.Test.Confusion.Classes)
                                .Select(predicted => result.Test.Confusion[label, predicted])
                                .ToImmutableArray()
                        ),
                ]
            ),
            JsonLineContext.Default.EvaluatedLine
        );
}

/// <summary>What an epoch came to. Losses are in nats, accuracies from 0 to 1; the learning rate is the last step's.</summary>
internal sealed record EpochLine(
    string Event,
    int Epoch,
    double TrainSeconds,
    double Loss,
    double? Accuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    string Dataset,
    double LearningRate
);

/// <summary>
/// What the test came to. The loss is in nats, the others from 0 to 1, precision and recall means over classes; a row of
/// the confusion matrix is a true class, a column what images were taken for.
/// </summary>
internal sealed record EvaluatedLine(
    string Event,
    double Loss,
    double Accuracy,
    double Precision,
    double Recall,
    string Model,
    string Dataset,
    bool DatasetIsOriginal,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] ulong? Seed,
    ImmutableArray<ClassEntry> Classes,
    ImmutableArray<ImmutableArray<long>> Confusion
);

/// <summary>What the test came to for one class.</summary>
internal sealed record ClassEntry(int Label, double Precision, double Recall, long Samples);

/// <summary>What the network is.</summary>
internal sealed record SummaryLine(string Event, NetworkDescription Network);

/// <summary>Writes the lines without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(EpochLine))]
[JsonSerializable(typeof(EvaluatedLine))]
[JsonSerializable(typeof(StoppedLine))]
[JsonSerializable(typeof(SummaryLine))]
internal sealed partial class JsonLineContext : JsonSerializerContext;
