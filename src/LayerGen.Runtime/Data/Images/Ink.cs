namespace LayerGen.Data.Images;

/// <summary>Tells what was drawn from what it was drawn on.</summary>
public static class Ink
{
    /// <summary>Brightnesses that dark and bright have to differ by, so that noise is not taken for a drawing.</summary>
    private const int LeastContrast = 24;

    /// <summary>How far from the paper's median a pixel is still paper, in median absolute deviations: 2.7 sigma of noise.</summary>
    private const int PaperDeviations = 4;

    /// <summary>
    /// How much ink each pixel has, whether the drawing is dark on light or light on dark: what most of the image's rim
    /// is, is the paper.
    /// </summary>
    /// <remarks>
    /// Otsu's threshold tells dark from light. Paper, with its noise and shades up to four median absolute deviations, is
    /// 0, the median of the ink is 1, and between them it is linear.
    /// Source: Otsu, "A Threshold Selection Method from Gray-Level Histograms", IEEE Transactions on Systems, Man, and
    /// Cybernetics 9(1), 1979.
    /// </remarks>
    /// <param name="grey">An image of one channel.</param>
    /// <returns>height × width, 0 (paper) to 1 (ink); null if the whole image has about one brightness.</returns>
    /// <exception cref="ArgumentException">The image is not grey.</exception>
    public static float[]? Extract(PixelImage grey)
    {
        ArgumentNullException.ThrowIfNull(grey);
        if (grey.Channels != 1)
            throw new ArgumentException(
                $"The image has {grey.Channels} channels; give WithChannels(1).",
                nameof(grey)
            );
        ReadOnlySpan<byte> pixels = grey.Pixels.Span;
        int[] histogram = new int[byte.MaxValue + 1];
        foreach (byte pixel in pixels)
            histogram[pixel]++;
        int darkest = Array.FindIndex(histogram, count => count > 0);
        int brightest = Array.FindLastIndex(histogram, count => count > 0);
        if (brightest - darkest < LeastContrast)
            return null;
        int threshold = Threshold(histogram);
        bool isPaperBright = IsRimBright(grey, threshold);
        (Range dark, Range bright) = (..(threshold + 1), (threshold + 1)..);
        (int paper, int ink) = isPaperBright
            ? (Median(histogram, bright), Median(histogram, dark))
            : (Median(histogram, dark), Median(histogram, bright));
        int deviation = Deviation(histogram, isPaperBright ? bright : dark, paper);
        // Never past the middle between paper and ink: noise that strong would swallow the drawing.
        int slack = Math.Min(PaperDeviations * deviation, Math.Abs(ink - paper) / 2);
        float start = isPaperBright ? paper - slack : paper + slack;
        float[] values = new float[pixels.Length];
        for (int i = 0; i < values.Length; i++)
            values[i] = Math.Clamp((pixels[i] - start) / (ink - start), 0, 1);
        return values;
    }

    /// <summary>The brightness up to which a pixel is dark, where the two classes' means differ most for their sizes.</summary>
    private static int Threshold(int[] histogram)
    {
        (double total, double weighted) = (0, 0);
        for (int level = 0; level < histogram.Length; level++)
        {
            total += histogram[level];
            weighted += (double)level * histogram[level];
        }
        (double dark, double darkWeighted) = (0, 0);
        (int best, double bestVariance) = (0, -1);
        for (int level = 0; level < histogram.Length - 1; level++)
        {
            dark += histogram[level];
            darkWeighted += (double)level * histogram[level];
            double bright = total - dark;
            if (dark == 0 || bright == 0)
                continue;
            double difference = (darkWeighted / dark) - ((weighted - darkWeighted) / bright);
            double variance = dark * bright * difference * difference;
            if (variance > bestVariance)
                (best, bestVariance) = (level, variance);
        }
        return best;
    }

    private static bool IsRimBright(PixelImage grey, int threshold)
    {
        ReadOnlySpan<byte> pixels = grey.Pixels.Span;
        (int bright, int all) = (0, 0);
        for (int y = 0; y < grey.Height; y++)
        {
            bool isWholeRow = y == 0 || y == grey.Height - 1;
            int step = isWholeRow ? 1 : Math.Max(1, grey.Width - 1);
            for (int x = 0; x < grey.Width; x += step, all++)
                bright += pixels[(y * grey.Width) + x] > threshold ? 1 : 0;
        }
        return 2 * bright > all;
    }

    private static int Median(int[] histogram, Range levels)
    {
        (int first, int count) = levels.GetOffsetAndLength(histogram.Length);
        long half = (histogram.AsSpan(first, count).ToArray().Sum(pixels => (long)pixels) + 1) / 2;
        int level = first - 1;
        for (long below = 0; below < half; )
            below += histogram[++level];
        return level;
    }

    /// <summary>The median distance of some levels from another.</summary>
    private static int Deviation(int[] histogram, Range levels, int centre)
    {
        (int first, int count) = levels.GetOffsetAndLength(histogram.Length);
        int[] distances = new int[histogram.Length];
        for (int level = first; level < first + count; level++)
            distances[Math.Abs(level - centre)] += histogram[level];
        return Median(distances, ..);
    }
}
