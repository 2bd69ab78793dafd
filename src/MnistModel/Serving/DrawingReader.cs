using LayerGen;
using LayerGen.Data.Images;
using MathNet.Numerics.LinearAlgebra.Single;
using MnistModel.Predicting;

namespace MnistModel.Serving;

/// <summary>Answers drawings.</summary>
/// <param name="network">Read only; used by one call at a time.</param>
internal sealed class DrawingReader(MnistCnn network)
{
    // Half ink: the rim of a stroke alone is no drawing.
    private const byte LeastInk = 128;

    private readonly DenseMatrix _pixels = new(MnistCnn.InputSize, 1);

    /// <summary>What the network says and sees.</summary>
    /// <param name="drawing">Rows of pixels of a square, 0 background to 255 ink.</param>
    /// <returns>The answer; or a failure where it is no number.</returns>
    public Result<DrawingAnswer> Answer(byte[] drawing)
    {
        const int Side = RequestRules.DrawingSide;
        if (drawing.AsSpan().IndexOfAnyInRange(LeastInk, byte.MaxValue) < 0)
            Array.Clear(_pixels.Values);
        else
            DigitImage
                .Centre([.. drawing.Select(shade => shade / (float)byte.MaxValue)], Side, Side)
                .CopyTo(_pixels.Values, 0);
        bool isBlank = _pixels.Values.AsSpan().IndexOfAnyExcept(0f) < 0;
        return Predicting
            .Answer.Read(network.Forward(_pixels).Values, "This drawing")
            .Map(answer => Answer(answer, isBlank));
    }

    private DrawingAnswer Answer(Answer answer, bool isBlank)
    {
        NetworkMaps maps = NetworkMaps.Of(network, _pixels.Values);
        return new(
            isBlank ? null : answer.Class,
            isBlank ? [] : answer.Probabilities,
            Shades.Of(_pixels.Values),
            [
                ShadedMaps.Of("first convolution", maps.First),
                ShadedMaps.Of("second convolution", maps.Second),
            ]
        );
    }
}
