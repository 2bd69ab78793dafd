using System.Collections.Immutable;

namespace MnistModel.Predicting;

/// <summary>An image as the network saw it, with what each place of it was worth to the answer.</summary>
/// <param name="Width">Columns.</param>
/// <param name="Shades">Rows of pixels, 0 background to 255 ink.</param>
/// <param name="Sensitivity">One number a pixel, from <see cref="Occlusion"/>, in nats.</param>
internal sealed record Explanation(
    int Width,
    ImmutableArray<byte> Shades,
    ImmutableArray<float> Sensitivity
)
{
    // Orange and blue: told apart by every kind of colour blindness.
    private static readonly Rgb For = new(255, 140, 0);
    private static readonly Rgb Against = new(40, 130, 255);

    // The strongest place is not painted over: the stroke below it stays visible.
    private const double StrongestTint = 0.8;

    /// <summary>The largest sensitivity, whatever its sign; what the colours are relative to.</summary>
    public float Strongest { get; } = Sensitivity.Max(Math.Abs);

    /// <summary>The image in grey.</summary>
    public Picture Image => Picture.Grey(Width, Shades.AsSpan());

    /// <summary>The image, tinted where covering changes the answer: orange for, blue against.</summary>
    public Picture Tinted =>
        new(
            Width,
            [
                .. Shades.Select(
                    (shade, i) =>
                        Rgb.Grey(shade)
                            .Toward(
                                Sensitivity[i] > 0 ? For : Against,
                                StrongestTint * Math.Abs(Strength(i))
                            )
                ),
            ]
        );

    /// <summary>The sensitivity at a pixel as a fraction of the strongest, −1 to 1.</summary>
    /// <param name="pixel">The place in rows of pixels.</param>
    public double Strength(int pixel) => Strongest > 0 ? Sensitivity[pixel] / (double)Strongest : 0;
}
