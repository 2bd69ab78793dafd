using System.Collections.Immutable;

namespace LayerGen.Augmentation;

/// <summary>Changes made one after another to each training image.</summary>
/// <remarks>
/// Neighbouring changes of place (shift, rotate, scale, shear, flip, and an elastic one behind them) are made in one
/// step, so that an image is interpolated once and not blurred by each of them. Immutable; two of them are equal if they
/// have the same <see cref="Sequence"/> array and filling.
/// </remarks>
/// <param name="Sequence">The changes, first to last; none leave images as they are.</param>
/// <param name="Fill">What comes from outside the image, in units of the inputs: 0 for black.</param>
public sealed record ImageChanges(ImmutableArray<ImageChange> Sequence, float Fill)
{
    /// <summary>
    /// What suits pictures of digits and letters, light on black: shifts by a fourteenth of the size, turns by 10°,
    /// sizes of 90 to 110 %, and slants by 10°.
    /// </summary>
    public static ImageChanges ForDigits { get; } =
        new(
            [
                new ImageChange.Rotate(10),
                new ImageChange.Shear(10),
                new ImageChange.Scale(0.9, 1.1),
                new ImageChange.Shift(1.0 / 14, 1.0 / 14),
            ],
            Fill: 0
        );
}
