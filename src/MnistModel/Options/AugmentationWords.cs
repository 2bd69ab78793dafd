using System.Collections.Immutable;
using System.Globalization;
using LayerGen.Augmentation;

namespace MnistModel.Options;

/// <summary>Changes of training images as people type them: names with numbers behind colons, between commas.</summary>
internal static class AugmentationWords
{
    /// <summary>The word for no change.</summary>
    public const string None = "none";

    /// <summary>The word for what suits digits.</summary>
    public const string Digits = "digits";

    /// <summary>What is allowed, in words; what stands in brackets may be left out.</summary>
    public const string Allowed =
        "none, digits (rotate, shear, scale and shift), or some of shift[:PART], rotate[:DEGREES], shear[:DEGREES], "
        + "scale[:PART], elastic[:STRENGTH[:SMOOTHNESS]], flip[:PROBABILITY], cutout[:PIXELS], noise[:DEVIATION] and "
        + "brightness[:MOST], with commas between them";

    /// <summary>The names alone.</summary>
    public static readonly string[] Names =
    [
        None,
        Digits,
        "shift",
        "rotate",
        "shear",
        "scale",
        "elastic",
        "flip",
        "cutout",
        "noise",
        "brightness",
    ];

    /// <summary>Reads changes.</summary>
    /// <param name="text">What was typed.</param>
    /// <returns>The changes, none of them for <see cref="None"/>; null if the text is not allowed.</returns>
    public static ImageChanges? Parse(string text)
    {
        if (text == None)
            return new ImageChanges([], Fill: 0);
        if (text == Digits)
            return ImageChanges.ForDigits;
        ImmutableArray<ImageChange?> changes = [.. text.Split(',').Select(Change)];
        return changes.Contains(null)
            ? null
            : new ImageChanges([.. changes.Select(one => one!)], 0);
    }

    private static ImageChange? Change(string text)
    {
        string[] parts = text.Split(':');
        double?[] numbers = [.. parts.Skip(1).Select(Number)];
        if (numbers.Contains(null))
            return null;
        try
        {
            return (parts[0], numbers) switch
            {
                ("shift", []) => new ImageChange.Shift(1.0 / 14, 1.0 / 14),
                ("shift", [{ } part]) => new ImageChange.Shift(part, part),
                ("rotate", []) => new ImageChange.Rotate(10),
                ("rotate", [{ } degrees]) => new ImageChange.Rotate(degrees),
                ("shear", []) => new ImageChange.Shear(10),
                ("shear", [{ } degrees]) => new ImageChange.Shear(degrees),
                ("scale", []) => new ImageChange.Scale(0.9, 1.1),
                ("scale", [{ } part]) => new ImageChange.Scale(1 - part, 1 + part),
                // The numbers of Simard, Steinkraus and Platt for digits of this size.
                ("elastic", []) => new ImageChange.Elastic(34, 4),
                ("elastic", [{ } strength]) => new ImageChange.Elastic(strength, 4),
                ("elastic", [{ } strength, { } smoothness]) => new ImageChange.Elastic(
                    strength,
                    smoothness
                ),
                ("flip", []) => new ImageChange.FlipHorizontally(),
                ("flip", [{ } probability]) => new ImageChange.FlipHorizontally(probability),
                ("cutout", []) => new ImageChange.Cutout(8, Fill: 0),
                ("cutout", [>= 1 and <= 1000 and var pixels]) when double.IsInteger(pixels) =>
                    new ImageChange.Cutout((int)pixels, Fill: 0),
                ("noise", []) => new ImageChange.Noise(0.05),
                ("noise", [{ } deviation]) => new ImageChange.Noise(deviation),
                ("brightness", []) => new ImageChange.Brightness(0.1),
                ("brightness", [{ } most]) => new ImageChange.Brightness(most),
                _ => null,
            };
        }
        // The library knows the ranges; here they would stand a second time.
        catch (ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    private static double? Number(string text) =>
        double.TryParse(
            text,
            NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture,
            out double number
        )
            ? number
            : null;
}
