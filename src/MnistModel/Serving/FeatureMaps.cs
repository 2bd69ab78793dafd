using System.Collections.Immutable;

namespace MnistModel.Serving;

/// <summary>An image between two layers, or in front of the first.</summary>
/// <remarks>Compares by reference, like the array it holds.</remarks>
/// <param name="Height">Rows.</param>
/// <param name="Width">Columns.</param>
/// <param name="Channels">Values of a pixel, one a map.</param>
/// <param name="Values">In the order rows, columns, channels, as a network has them.</param>
internal sealed record FeatureMaps(
    int Height,
    int Width,
    int Channels,
    ImmutableArray<float> Values
)
{
    /// <summary>The place of a value in <see cref="Values"/>.</summary>
    /// <param name="row">0 to <see cref="Height"/>, exclusive.</param>
    /// <param name="column">0 to <see cref="Width"/>, exclusive.</param>
    /// <param name="channel">0 to <see cref="Channels"/>, exclusive.</param>
    public int Index(int row, int column, int channel) =>
        (((row * Width) + column) * Channels) + channel;
}
