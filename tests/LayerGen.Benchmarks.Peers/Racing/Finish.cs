using System.Text.Json;

namespace LayerGen.Benchmarks.Peers.Racing;

/// <summary>What a training process came to.</summary>
/// <param name="Seconds">From its start to its end, on the clock of who started it.</param>
/// <param name="Epochs">Epochs it trained.</param>
/// <param name="ValidationAccuracy">Of the last of them, 0 to 1.</param>
/// <param name="TestAccuracy">Of the trained network on the test images, 0 to 1.</param>
internal sealed record Finish(
    double Seconds,
    int Epochs,
    double ValidationAccuracy,
    double TestAccuracy
)
{
    private const string EpochEvent = "epoch";
    private const string TestEvent = "evaluated";

    /// <summary>Reads it from the lines of JSON that <c>MnistModel train --log json</c> prints.</summary>
    public static Finish Read(double seconds, IEnumerable<string> lines)
    {
        Finish finish = new(seconds, 0, double.NaN, double.NaN);
        foreach (string line in lines)
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            finish = root.GetProperty("event").GetString() switch
            {
                EpochEvent => finish with
                {
                    Epochs = finish.Epochs + 1,
                    ValidationAccuracy = root.GetProperty("validation_accuracy").GetDouble(),
                },
                TestEvent => finish with
                {
                    TestAccuracy = root.GetProperty("accuracy").GetDouble(),
                },
                _ => finish,
            };
        }
        return finish;
    }

    /// <summary>A line as <c>MnistModel</c> prints it after an epoch, of what <see cref="Read"/> reads.</summary>
    public static string EpochLine(double validationAccuracy) =>
        JsonSerializer.Serialize(
            new { @event = EpochEvent, validation_accuracy = validationAccuracy }
        );

    /// <summary>A line as <c>MnistModel</c> prints it after the test, of what <see cref="Read"/> reads.</summary>
    public static string TestLine(double accuracy) =>
        JsonSerializer.Serialize(new { @event = TestEvent, accuracy });
}
