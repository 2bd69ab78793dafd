using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MnistModel.Serving;

/// <summary>What the page is told about a drawing; byte arrays become base64.</summary>
/// <param name="Class">The answer; null where nothing is drawn.</param>
/// <param name="Probabilities">One a class, 0 to 1; empty where nothing is drawn.</param>
/// <param name="Seen">28 · 28 shades: what the network read.</param>
/// <param name="Maps">The feature maps, first layer first.</param>
internal sealed record DrawingAnswer(
    int? Class,
    ImmutableArray<float> Probabilities,
    byte[] Seen,
    ImmutableArray<ShadedMaps> Maps
)
{
    /// <summary>The answer as the page reads it.</summary>
    public byte[] ToJson() =>
        JsonSerializer.SerializeToUtf8Bytes(this, DrawingAnswerContext.Default.DrawingAnswer);
}

/// <summary>The feature maps of one layer as shades.</summary>
/// <param name="Title">The layer.</param>
/// <param name="Height">Rows of a map.</param>
/// <param name="Width">Columns of a map.</param>
/// <param name="Count">How many maps.</param>
/// <param name="Shades">Map after map, rows of pixels; 0 is 0, 255 the largest value of all maps.</param>
internal sealed record ShadedMaps(string Title, int Height, int Width, int Count, byte[] Shades)
{
    /// <summary>Shades maps.</summary>
    /// <param name="title">The layer.</param>
    /// <param name="maps">Values of at least 0.</param>
    public static ShadedMaps Of(string title, FeatureMaps maps)
    {
        float largest = maps.Values.Max();
        byte[] shades = new byte[maps.Values.Length];
        int place = 0;
        for (int channel = 0; channel < maps.Channels; channel++)
        for (int row = 0; row < maps.Height; row++)
        for (int column = 0; column < maps.Width; column++, place++)
            shades[place] =
                largest > 0
                    ? (byte)
                        MathF.Round(255 * maps.Values[maps.Index(row, column, channel)] / largest)
                    : (byte)0;
        return new(title, maps.Height, maps.Width, maps.Channels, shades);
    }
}

/// <summary>Writes answers without reflection.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(DrawingAnswer))]
internal sealed partial class DrawingAnswerContext : JsonSerializerContext;
