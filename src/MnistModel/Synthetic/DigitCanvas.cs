using LayerGen;

namespace MnistModel.Synthetic;

/// <summary>A 28×28 sheet that strokes are drawn on, anti-aliased: a pixel is as bright as the line covers it.</summary>
internal sealed class DigitCanvas
{
    /// <summary>Rows and columns of the sheet in pixels.</summary>
    public const int Side = 28;

    // A span between two points bends little: more segments than this change no pixel by a visible amount.
    private const int SegmentsPerSpan = 4;

    private readonly float[] _coverage = new float[Side * Side];
    private readonly Point[] _points = new Point[Glyph.MaxPoints];

    /// <summary>Draws a glyph on an empty sheet and copies it out.</summary>
    /// <param name="glyph">What to write.</param>
    /// <param name="random">Advanced by all that is random about the image.</param>
    /// <param name="pixels"><c>Side · Side</c> bytes, row by row; 0 is the background. Overwritten.</param>
    public void Write(Glyph glyph, ref RandomSource random, Span<byte> pixels)
    {
        Array.Clear(_coverage);
        Handwriting hand = Handwriting.Draw(ref random);
        foreach (Stroke stroke in glyph.Strokes)
        {
            Span<Point> points = _points.AsSpan(0, stroke.Points.Length);
            for (int i = 0; i < points.Length; i++)
                points[i] = hand.Land(stroke.Points[i], ref random);
            DrawCurve(points, hand.Radius);
        }
        Expose(hand.Ink, ref random, pixels);
    }

    /// <summary>A Catmull-Rom spline: it passes through all points and is smooth in between.</summary>
    private void DrawCurve(ReadOnlySpan<Point> points, float radius)
    {
        for (int i = 0; i + 1 < points.Length; i++)
        {
            Point before = points[Math.Max(i - 1, 0)];
            Point from = points[i];
            Point to = points[i + 1];
            Point behind = points[Math.Min(i + 2, points.Length - 1)];
            Point last = from;
            int segments = points.Length == 2 ? 1 : SegmentsPerSpan;
            for (int segment = 1; segment <= segments; segment++)
            {
                float t = (float)segment / segments;
                Point next = new(
                    CatmullRom(before.X, from.X, to.X, behind.X, t),
                    CatmullRom(before.Y, from.Y, to.Y, behind.Y, t)
                );
                DrawSegment(last, next, radius);
                last = next;
            }
        }
    }

    private static float CatmullRom(float before, float from, float to, float behind, float t)
    {
        float linear = to - before;
        float quadratic = (2f * before) - (5f * from) + (4f * to) - behind;
        float cubic = (3f * (from - to)) + behind - before;
        return from + (0.5f * t * (linear + (t * (quadratic + (t * cubic)))));
    }

    private void DrawSegment(Point from, Point to, float radius)
    {
        // Half a pixel beyond the line's edge its coverage has fallen to 0.
        float reach = radius + 0.5f;
        int left = FirstPixel(MathF.Min(from.X, to.X) - reach);
        int right = LastPixel(MathF.Max(from.X, to.X) + reach);
        int top = FirstPixel(MathF.Min(from.Y, to.Y) - reach);
        int bottom = LastPixel(MathF.Max(from.Y, to.Y) + reach);
        float alongX = to.X - from.X;
        float alongY = to.Y - from.Y;
        float squaredLength = (alongX * alongX) + (alongY * alongY);
        float scale = squaredLength > 0f ? 1f / squaredLength : 0f;
        for (int row = top; row <= bottom; row++)
        {
            float fromY = row + 0.5f - from.Y;
            for (int column = left; column <= right; column++)
            {
                float fromX = column + 0.5f - from.X;
                // The nearest point of the segment, 0 at its start and 1 at its end.
                float nearest = ((fromX * alongX) + (fromY * alongY)) * scale;
                nearest = MathF.Min(MathF.Max(nearest, 0f), 1f);
                float awayX = fromX - (nearest * alongX);
                float awayY = fromY - (nearest * alongY);
                float squaredDistance = (awayX * awayX) + (awayY * awayY);
                if (squaredDistance >= reach * reach)
                    continue;
                float covered = MathF.Min(reach - MathF.Sqrt(squaredDistance), 1f);
                ref float pixel = ref _coverage[(row * Side) + column];
                pixel = MathF.Max(pixel, covered);
            }
        }
    }

    private void Expose(float ink, ref RandomSource random, Span<byte> pixels)
    {
        for (int i = 0; i < _coverage.Length; i++)
        {
            float covered = _coverage[i];
            // Grain in the ink, and a rare speck of dust on the sheet. Most of the sheet stays exactly 0, as in a
            // scan whose background was cut off.
            ulong bits = random.NextUInt64();
            float noise = (bits >> 40) * (1f / (1 << 24));
            float light =
                covered > 0f ? covered * (ink - (0.2f * noise))
                : (bits & 127) == 0 ? 0.5f * noise
                : 0f;
            pixels[i] = (byte)((255f * MathF.Min(light, 1f)) + 0.5f);
        }
    }

    private static int FirstPixel(float edge) => Math.Max((int)MathF.Floor(edge), 0);

    private static int LastPixel(float edge) => Math.Min((int)MathF.Floor(edge), Side - 1);
}
