using System.Collections.Immutable;
using StbImageWriteSharp;

namespace MnistModel.Predicting;

/// <summary>A small picture in colour.</summary>
/// <remarks>Compares by reference, like the array it holds.</remarks>
/// <param name="Width">Columns.</param>
/// <param name="Pixels">Rows of pixels.</param>
internal sealed record Picture(int Width, ImmutableArray<Rgb> Pixels)
{
    /// <summary>Rows.</summary>
    public int Height => Pixels.Length / Width;

    /// <summary>The pixel of a row and a column.</summary>
    public Rgb this[int row, int column] => Pixels[(row * Width) + column];

    /// <summary>A picture in shades of grey.</summary>
    /// <param name="width">Columns.</param>
    /// <param name="shades">Rows of pixels, 0 black to 255 white.</param>
    public static Picture Grey(int width, ReadOnlySpan<byte> shades)
    {
        ImmutableArray<Rgb>.Builder pixels = ImmutableArray.CreateBuilder<Rgb>(shades.Length);
        foreach (byte shade in shades)
            pixels.Add(Rgb.Grey(shade));
        return new(width, pixels.MoveToImmutable());
    }

    /// <summary>The same with every pixel as a square of so many pixels.</summary>
    /// <param name="factor">Rows and columns of a square; at least 1.</param>
    public Picture Enlarged(int factor) =>
        Drawn(
            Width * factor,
            Height * factor,
            (row, column) => this[row / factor, column / factor]
        );

    /// <summary>The picture with another of the same height to its right.</summary>
    /// <param name="right">The other.</param>
    /// <param name="gap">Columns between them.</param>
    /// <param name="between">What the gap is filled with.</param>
    public Picture Beside(Picture right, int gap, Rgb between) =>
        Drawn(
            Width + gap + right.Width,
            Height,
            (row, column) =>
                column < Width ? this[row, column]
                : column < Width + gap ? between
                : right[row, column - Width - gap]
        );

    /// <summary>Writes the picture as PNG.</summary>
    /// <param name="stream">Where to.</param>
    public void WritePng(Stream stream)
    {
        byte[] bytes = new byte[3 * Pixels.Length];
        for (int i = 0; i < Pixels.Length; i++)
            (bytes[3 * i], bytes[(3 * i) + 1], bytes[(3 * i) + 2]) = (
                Pixels[i].Red,
                Pixels[i].Green,
                Pixels[i].Blue
            );
        new ImageWriter().WritePng(bytes, Width, Height, ColorComponents.RedGreenBlue, stream);
    }

    private static Picture Drawn(int width, int height, Func<int, int, Rgb> pixel)
    {
        ImmutableArray<Rgb>.Builder pixels = ImmutableArray.CreateBuilder<Rgb>(width * height);
        for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++)
            pixels.Add(pixel(row, column));
        return new(width, pixels.MoveToImmutable());
    }
}
