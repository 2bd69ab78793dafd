namespace LayerGen.Augmentation;

/// <summary>
/// Where a pixel of the new image comes from, both seen from the image's middle:
/// <c>y = YY·y' + YX·x' + Y</c>, <c>x = XY·y' + XX·x' + X</c>.
/// </summary>
internal readonly record struct Affine(
    double YY,
    double YX,
    double Y,
    double XY,
    double XX,
    double X
)
{
    public static Affine Identity { get; } = new(1, 0, 0, 0, 1, 0);

    /// <summary>Draws the way back through a change; null if the change does not map lines to lines.</summary>
    public static Affine? Draw(ImageChange change, int height, int width, ref RandomSource random)
    {
        switch (change)
        {
            case ImageChange.Shift shift:
                double y = Uniform(ref random, shift.Vertical * height);
                double x = Uniform(ref random, shift.Horizontal * width);
                return Identity with { Y = -y, X = -x };
            case ImageChange.Rotate rotate:
                (double sine, double cosine) = Math.SinCos(
                    Uniform(ref random, double.DegreesToRadians(rotate.Degrees))
                );
                return new(cosine, sine, 0, -sine, cosine, 0);
            case ImageChange.Scale scale:
                double factor = scale.Least + ((scale.Most - scale.Least) * random.NextDouble());
                return Identity with { YY = 1 / factor, XX = 1 / factor };
            case ImageChange.Shear shear:
                double lean = Uniform(ref random, double.DegreesToRadians(shear.Degrees));
                return Identity with { XY = -Math.Tan(lean) };
            case ImageChange.FlipHorizontally flip:
                return random.NextDouble() < flip.Probability
                    ? Identity with
                    {
                        XX = -1,
                    }
                    : Identity;
            default:
                return null;
        }
    }

    /// <summary>The way back through another change first, which was made after this one.</summary>
    public Affine After(Affine later) =>
        new(
            (YY * later.YY) + (YX * later.XY),
            (YY * later.YX) + (YX * later.XX),
            (YY * later.Y) + (YX * later.X) + Y,
            (XY * later.YY) + (XX * later.XY),
            (XY * later.YX) + (XX * later.XX),
            (XY * later.Y) + (XX * later.X) + X
        );

    private static double Uniform(ref RandomSource random, double most) =>
        most * ((2 * random.NextDouble()) - 1);
}
