namespace MnistModel.Predicting;

/// <summary>Turns what a network reads into what a screen shows.</summary>
internal static class Shades
{
    /// <summary>Bytes from 0 to 255.</summary>
    /// <param name="pixels">Values from 0 to 1.</param>
    public static byte[] Of(ReadOnlySpan<float> pixels)
    {
        byte[] shades = new byte[pixels.Length];
        for (int i = 0; i < shades.Length; i++)
            shades[i] = (byte)MathF.Round(byte.MaxValue * pixels[i]);
        return shades;
    }
}
