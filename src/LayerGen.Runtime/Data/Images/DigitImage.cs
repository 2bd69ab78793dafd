namespace LayerGen.Data.Images;

/// <summary>
/// Makes network inputs from pictures of single digits, as MNIST was made: light ink on dark, the digit scaled into a box
/// of 20 × 20 pixels with its proportions kept, and its centre of mass in the middle of 28 × 28.
/// </summary>
/// <remarks>
/// <para>
/// <c>DigitImage.Read("seven.jpg")</c> gives the 784 numbers of a PNG or JPEG file of any size, dark on light or light on
/// dark, or a <see cref="Failure"/> of one line; they are one column of the inputs of a network declared with
/// <c>[Network(28, 28, 1)]</c>. Where the image is at hand already, call <see cref="Prepare"/>.
/// </para>
/// <para>Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits".</para>
/// </remarks>
public static class DigitImage
{
    /// <summary>Rows and columns of the result.</summary>
    public const int Size = 28;

    /// <summary>The longer side of the digit in the result.</summary>
    private const int BoxSize = 20;

    /// <summary>
    /// Where the centre of mass goes: the middle of row and column 14, counted from 0. That is where the mean over
    /// MNIST's images lies (14.49 and 14.51 in units of pixels from the edge), half a pixel behind the middle of 28.
    /// </summary>
    private const double MassCentre = 14.5;

    /// <summary>Fainter than this does not belong to the digit when its box is sought.</summary>
    private const float LeastInk = 0.2f;

    /// <summary>Reads a file and prepares what it shows.</summary>
    /// <param name="path">A PNG or JPEG file of any size.</param>
    /// <param name="maxPixels">How many pixels are accepted; at least 1.</param>
    /// <returns>28 × 28 numbers from 0 to 1, rows one after another, or a failure that names the file.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="maxPixels"/> is not positive.</exception>
    public static Result<float[]> Read(string path, long maxPixels = ImageFile.DefaultMaxPixels) =>
        ImageFile.Read(path, maxPixels).Then(image => Prepare(image, path));

    /// <summary>Finds the digit in an image and centres it.</summary>
    /// <param name="image">Grey or colour, of any size.</param>
    /// <param name="name">What messages call it.</param>
    /// <returns>28 × 28 numbers from 0 to 1, rows one after another, or a failure if the image is blank.</returns>
    public static Result<float[]> Prepare(PixelImage image, string name)
    {
        ArgumentNullException.ThrowIfNull(image);
        ArgumentNullException.ThrowIfNull(name);
        if (Ink.Extract(image.WithChannels(1)) is not { } ink)
            return new Failure(
                $"{name}: shows nothing (all its pixels have about the same brightness); give an image of a digit."
            );
        return Centre(ink, image.Height, image.Width);
    }

    /// <summary>Cuts the ink out, scales it into the box and moves its centre of mass to the middle.</summary>
    /// <param name="ink">height × width, 0 (paper) to 1 (ink), not all paper.</param>
    /// <param name="height">Rows.</param>
    /// <param name="width">Columns.</param>
    /// <returns>28 × 28 numbers from 0 to 1; the largest is 1.</returns>
    /// <exception cref="ArgumentException">There are not as many numbers as the sizes ask for, or no ink among them.</exception>
    public static float[] Centre(ReadOnlySpan<float> ink, int height, int width)
    {
        if (ink.Length != (long)height * width)
            throw new ArgumentException(
                $"{height}×{width} pixels need {(long)height * width} numbers, found {ink.Length}.",
                nameof(ink)
            );
        (int top, int left, int rows, int columns) = Box(ink, height, width);
        if (rows == 0)
            throw new ArgumentException("There is no ink; give an image of a digit.", nameof(ink));
        float[] cut = new float[rows * columns];
        for (int y = 0; y < rows; y++)
            ink.Slice(((top + y) * width) + left, columns).CopyTo(cut.AsSpan(y * columns, columns));
        double scale = (double)BoxSize / Math.Max(rows, columns);
        int newRows = Math.Max(1, (int)Math.Round(rows * scale));
        int newColumns = Math.Max(1, (int)Math.Round(columns * scale));
        return Place(
            Resampling.Resize(cut, rows, columns, 1, newRows, newColumns),
            newRows,
            newColumns
        );
    }

    private static (int Top, int Left, int Rows, int Columns) Box(
        ReadOnlySpan<float> ink,
        int height,
        int width
    )
    {
        (int top, int bottom, int left, int right) = (height, -1, width, -1);
        for (int y = 0; y < height; y++)
        {
            ReadOnlySpan<float> row = ink.Slice(y * width, width);
            int first = row.IndexOfAnyInRange(LeastInk, 1);
            if (first < 0)
                continue;
            (top, bottom) = (Math.Min(top, y), y);
            (left, right) = (
                Math.Min(left, first),
                Math.Max(right, row.LastIndexOfAnyInRange(LeastInk, 1))
            );
        }
        return bottom < 0 ? default : (top, left, bottom - top + 1, right - left + 1);
    }

    private static float[] Place(float[] digit, int rows, int columns)
    {
        (double mass, double massY, double massX) = (0, 0, 0);
        float strongest = 0;
        for (int i = 0; i < digit.Length; i++)
        {
            mass += digit[i];
            massY += digit[i] * ((i / columns) + 0.5);
            massX += digit[i] * ((i % columns) + 0.5);
            strongest = Math.Max(strongest, digit[i]);
        }
        // Whole pixels: the digit is not blurred again. A digit whose mass lies far aside stays inside all the same.
        int top = Math.Clamp((int)Math.Round(MassCentre - (massY / mass)), 0, Size - rows);
        int left = Math.Clamp((int)Math.Round(MassCentre - (massX / mass)), 0, Size - columns);
        float[] result = new float[Size * Size];
        for (int i = 0; i < digit.Length; i++)
            // Thin strokes of a large picture fade when it shrinks; MNIST's are white at their middle.
            result[((top + (i / columns)) * Size) + left + (i % columns)] = digit[i] / strongest;
        return result;
    }
}
