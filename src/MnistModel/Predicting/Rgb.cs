namespace MnistModel.Predicting;

/// <summary>A colour, 0 to 255 each.</summary>
internal readonly record struct Rgb(byte Red, byte Green, byte Blue)
{
    /// <summary>A shade between black and white.</summary>
    public static Rgb Grey(byte shade) => new(shade, shade, shade);

    /// <summary>The colour at a fraction of the way to another.</summary>
    /// <param name="other">Where the way leads.</param>
    /// <param name="fraction">0 to 1.</param>
    public Rgb Toward(Rgb other, double fraction)
    {
        return new(Mix(Red, other.Red), Mix(Green, other.Green), Mix(Blue, other.Blue));

        byte Mix(byte from, byte to) => (byte)Math.Round(from + (fraction * (to - from)));
    }
}
