namespace LayerGen.Augmentation;

/// <summary>Takes each pixel of an image from another place, interpolated bilinearly.</summary>
internal static class Warp
{
    /// <summary>Warps an image.</summary>
    /// <param name="from">height × width × channels.</param>
    /// <param name="to">As large; overwritten.</param>
    /// <param name="shape">The image's sizes.</param>
    /// <param name="affine">Where pixels come from, seen from the image's middle.</param>
    /// <param name="down">How far off each pixel is looked up before that, downwards; empty for nowhere.</param>
    /// <param name="right">The same to the right.</param>
    /// <param name="fill">What is outside.</param>
    public static void Apply(
        ReadOnlySpan<float> from,
        Span<float> to,
        (int Height, int Width, int Channels) shape,
        Affine affine,
        ReadOnlySpan<float> down,
        ReadOnlySpan<float> right,
        float fill
    )
    {
        (double middleY, double middleX) = ((shape.Height - 1) / 2.0, (shape.Width - 1) / 2.0);
        for (int y = 0; y < shape.Height; y++)
        for (int x = 0; x < shape.Width; x++)
        {
            int pixel = (y * shape.Width) + x;
            double offsetY = y - middleY + (down.IsEmpty ? 0 : down[pixel]);
            double offsetX = x - middleX + (right.IsEmpty ? 0 : right[pixel]);
            Sample(
                from,
                shape,
                (affine.YY * offsetY) + (affine.YX * offsetX) + affine.Y + middleY,
                (affine.XY * offsetY) + (affine.XX * offsetX) + affine.X + middleX,
                fill,
                to.Slice(pixel * shape.Channels, shape.Channels)
            );
        }
    }

    private static void Sample(
        ReadOnlySpan<float> image,
        (int Height, int Width, int Channels) shape,
        double y,
        double x,
        float fill,
        Span<float> pixel
    )
    {
        (double floorY, double floorX) = (Math.Floor(y), Math.Floor(x));
        // Nothing of the image is near; the coordinates need not even fit into an integer.
        if (!(floorY >= -1 && floorY < shape.Height && floorX >= -1 && floorX < shape.Width))
        {
            pixel.Fill(fill);
            return;
        }
        (int top, int left) = ((int)floorY, (int)floorX);
        (float partY, float partX) = ((float)(y - floorY), (float)(x - floorX));
        bool isInside = top >= 0 && left >= 0 && top + 1 < shape.Height && left + 1 < shape.Width;
        int row = shape.Width * shape.Channels;
        int at = (top * row) + (left * shape.Channels);
        for (int channel = 0; channel < pixel.Length; channel++, at++)
        {
            float topLeft = isInside ? image[at] : At(image, shape, top, left, channel, fill);
            float topRight = isInside
                ? image[at + shape.Channels]
                : At(image, shape, top, left + 1, channel, fill);
            float bottomLeft = isInside
                ? image[at + row]
                : At(image, shape, top + 1, left, channel, fill);
            float bottomRight = isInside
                ? image[at + row + shape.Channels]
                : At(image, shape, top + 1, left + 1, channel, fill);
            // In this form a part of 0 gives the pixel itself, bit for bit.
            float upper = topLeft + (partX * (topRight - topLeft));
            float lower = bottomLeft + (partX * (bottomRight - bottomLeft));
            pixel[channel] = upper + (partY * (lower - upper));
        }
    }

    private static float At(
        ReadOnlySpan<float> image,
        (int Height, int Width, int Channels) shape,
        int y,
        int x,
        int channel,
        float fill
    ) =>
        (uint)y < (uint)shape.Height && (uint)x < (uint)shape.Width
            ? image[(((y * shape.Width) + x) * shape.Channels) + channel]
            : fill;
}
