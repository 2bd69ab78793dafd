namespace LayerGen.Data.Images;

/// <summary>
/// Changes the size of an image: each new pixel is the mean of the old ones around it, weighted by a triangle as wide as
/// two new pixels, or two old ones where the image grows. Growing is bilinear; shrinking loses no line, however thin.
/// </summary>
/// <remarks>
/// Pixels are squares, their values belong to their centres, and what lies outside does not count. Source: Heckbert,
/// "Filtering by Convolution", in Graphics Gems, 1990; the triangle is the filter that imaging libraries call bilinear
/// with antialiasing.
/// </remarks>
public static class Resampling
{
    /// <summary>Resizes an image, rows and columns one after the other.</summary>
    /// <param name="values">height × width × channels, in HWC order.</param>
    /// <param name="height">Rows; at least 1.</param>
    /// <param name="width">Columns; at least 1.</param>
    /// <param name="channels">Values of a pixel; at least 1.</param>
    /// <param name="newHeight">Rows of the result; at least 1.</param>
    /// <param name="newWidth">Columns of the result; at least 1.</param>
    /// <returns>newHeight × newWidth × channels, within the range of <paramref name="values"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is not positive.</exception>
    /// <exception cref="ArgumentException">There are not as many values as the sizes ask for.</exception>
    public static float[] Resize(
        ReadOnlySpan<float> values,
        int height,
        int width,
        int channels,
        int newHeight,
        int newWidth
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(newHeight);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(newWidth);
        if (values.Length != (Int128)height * width * channels)
            throw new ArgumentException(
                $"{height}×{width}×{channels} pixels need {(Int128)height * width * channels} values, "
                    + $"found {values.Length}.",
                nameof(values)
            );
        // A row is one "pixel" of width · channels values along the vertical axis.
        float[] narrow = Along(values, height, width, channels, newWidth);
        return Along(narrow, outer: 1, height, newWidth * channels, newHeight);
    }

    /// <summary>Resizes the middle axis of outer × length × inner values.</summary>
    private static float[] Along(
        ReadOnlySpan<float> values,
        int outer,
        int length,
        int inner,
        int newLength
    )
    {
        if (length == newLength)
            return values.ToArray();
        float[] result = new float[checked(outer * newLength * inner)];
        double scale = (double)length / newLength;
        double radius = Math.Max(1, scale);
        float[] weights = new float[(int)(2 * radius) + 2];
        for (int position = 0; position < newLength; position++)
        {
            double centre = ((position + 0.5) * scale) - 0.5;
            int first = Math.Max(0, (int)Math.Ceiling(centre - radius));
            int last = Math.Min(length - 1, (int)Math.Floor(centre + radius));
            FillWeights(weights.AsSpan(0, last - first + 1), first - centre, radius);
            for (int block = 0; block < outer; block++)
            {
                Span<float> sum = result.AsSpan(((block * newLength) + position) * inner, inner);
                for (int old = first; old <= last; old++)
                    AddScaled(
                        sum,
                        values.Slice(((block * length) + old) * inner, inner),
                        weights[old - first]
                    );
            }
        }
        return result;
    }

    /// <summary>Weights of neighbours at distance, distance + 1, …; they add up to 1.</summary>
    private static void FillWeights(Span<float> weights, double distance, double radius)
    {
        double total = 0;
        for (int i = 0; i < weights.Length; i++)
            total += Triangle(distance + i, radius);
        for (int i = 0; i < weights.Length; i++)
            weights[i] = (float)(Triangle(distance + i, radius) / total);
    }

    private static double Triangle(double distance, double radius) =>
        Math.Max(0, 1 - (Math.Abs(distance) / radius));

    private static void AddScaled(Span<float> sum, ReadOnlySpan<float> values, float weight)
    {
        for (int i = 0; i < sum.Length; i++)
            sum[i] += weight * values[i];
    }
}
