namespace LayerGen.Augmentation;

/// <summary>The changes that leave pixels where they are.</summary>
internal static class PixelChanges
{
    public static void Apply(
        ImageChange change,
        Span<float> image,
        (int Height, int Width, int Channels) shape,
        ref RandomSource random
    )
    {
        switch (change)
        {
            case ImageChange.Cutout cutout:
                Cover(cutout, image, shape, ref random);
                break;
            case ImageChange.Noise noise:
                for (int i = 0; i < image.Length; i++)
                    image[i] += (float)(noise.Deviation * random.NextGaussian());
                break;
            case ImageChange.Brightness brightness:
                float added = (float)(brightness.Most * ((2 * random.NextDouble()) - 1));
                for (int i = 0; i < image.Length; i++)
                    image[i] += added;
                break;
            default:
                throw new InvalidOperationException("ImageChange is a closed union.");
        }
    }

    private static void Cover(
        ImageChange.Cutout cutout,
        Span<float> image,
        (int Height, int Width, int Channels) shape,
        ref RandomSource random
    )
    {
        (int top, int bottom) = Side(cutout.Size, shape.Height, ref random);
        (int left, int right) = Side(cutout.Size, shape.Width, ref random);
        for (int y = top; y < bottom; y++)
            image
                .Slice(((y * shape.Width) + left) * shape.Channels, (right - left) * shape.Channels)
                .Fill(cutout.Fill);
    }

    /// <summary>From where to where the square reaches along an axis, around a random pixel.</summary>
    private static (int First, int End) Side(int size, int length, ref RandomSource random)
    {
        long first = random.NextInt32(length) - (size / 2);
        return ((int)Math.Max(0, first), (int)Math.Clamp(first + size, 0, length));
    }
}
