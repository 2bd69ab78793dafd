using LayerGen;

namespace MnistModel.Synthetic;

/// <summary>How one digit is written: the pen, and the way from the unit box to the pixels of the image.</summary>
/// <param name="Wobble">Standard deviation of the places the pen passes, in parts of the box.</param>
/// <param name="Radius">Half the width of the line, in pixels.</param>
/// <param name="Ink">How bright the middle of the line is, 0 to 1.</param>
/// <param name="XFromX">Pixels to the right for a box width to the right.</param>
/// <param name="XFromY">Pixels to the right for a box height down: the slant.</param>
/// <param name="YFromX">Pixels down for a box width to the right.</param>
/// <param name="YFromY">Pixels down for a box height down.</param>
/// <param name="CentreX">Where the middle of the box lands, in pixels from the left edge.</param>
/// <param name="CentreY">Where the middle of the box lands, in pixels from the upper edge.</param>
internal readonly record struct Handwriting(
    float Wobble,
    float Radius,
    float Ink,
    float XFromX,
    float XFromY,
    float YFromX,
    float YFromY,
    float CentreX,
    float CentreY
)
{
    /// <summary>Draws a random hand: turned, slanted, scaled, shifted, thin or thick, careful or careless.</summary>
    /// <param name="random">Advanced.</param>
    public static Handwriting Draw(ref RandomSource random)
    {
        float angle = 0.16f * Normal(ref random);
        float slant = 0.08f + (0.24f * Normal(ref random));
        float height = 19f + (1.6f * Normal(ref random));
        float width = height * Between(ref random, 0.58f, 1.02f);
        // The box is slanted first and turned then; most writers lean to the right.
        (float sine, float cosine) = MathF.SinCos(angle);
        return new(
            Wobble: Between(ref random, 0.015f, 0.085f),
            Radius: Between(ref random, 0.85f, 2.2f),
            Ink: Between(ref random, 0.85f, 1.05f),
            XFromX: cosine * width,
            XFromY: -((cosine * slant) + sine) * height,
            YFromX: sine * width,
            YFromY: (cosine - (sine * slant)) * height,
            CentreX: 14f + (0.9f * Normal(ref random)),
            CentreY: 14f + (0.9f * Normal(ref random))
        );
    }

    /// <summary>Where a place of the unit box lands in the image, in pixels.</summary>
    /// <param name="place">In the unit box.</param>
    /// <param name="random">Advanced: the pen never passes a place twice in quite the same way.</param>
    public Point Land(Point place, ref RandomSource random)
    {
        float x = place.X - 0.5f + (Wobble * Normal(ref random));
        float y = place.Y - 0.5f + (Wobble * Normal(ref random));
        return new(CentreX + (XFromX * x) + (XFromY * y), CentreY + (YFromX * x) + (YFromY * y));
    }

    private static float Normal(ref RandomSource random) => (float)random.NextGaussian();

    private static float Between(ref RandomSource random, float low, float high) =>
        low + ((high - low) * random.NextSingle());
}
