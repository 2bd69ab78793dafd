namespace LayerGen.Augmentation;

/// <summary>A closed union: one random change of an image, drawn anew for each sample and epoch.</summary>
/// <remarks>
/// Immutable, equal by value. Every range includes its ends, and a range of no width changes nothing. Angles and factors
/// are uniform. Numbers are not clamped after a change: where inputs are 0 to 1, noise and brightness may lead out of it.
/// </remarks>
public abstract record ImageChange
{
    private ImageChange() { }

    /// <summary>Moves the image, up or down and left or right, also by parts of a pixel.</summary>
    /// <param name="Vertical">The farthest, as a part of the height; 0 to 1.</param>
    /// <param name="Horizontal">The farthest, as a part of the width; 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A part is not between 0 and 1.</exception>
    public sealed record Shift(double Vertical, double Horizontal) : ImageChange
    {
        /// <summary>The farthest, as a part of the height.</summary>
        public double Vertical { get; } = InRange(Vertical, 0, 1, nameof(Vertical));

        /// <summary>The farthest, as a part of the width.</summary>
        public double Horizontal { get; } = InRange(Horizontal, 0, 1, nameof(Horizontal));
    }

    /// <summary>Turns the image around its middle, either way.</summary>
    /// <param name="Degrees">The farthest; 0 to 180.</param>
    /// <exception cref="ArgumentOutOfRangeException">The angle is not between 0 and 180.</exception>
    public sealed record Rotate(double Degrees) : ImageChange
    {
        /// <summary>The farthest.</summary>
        public double Degrees { get; } = InRange(Degrees, 0, 180, nameof(Degrees));
    }

    /// <summary>Makes the image smaller or larger around its middle, with its proportions kept.</summary>
    /// <param name="Least">The smallest factor; 0.01 to 100.</param>
    /// <param name="Most">The largest factor; <paramref name="Least"/> to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A factor is out of range.</exception>
    public sealed record Scale(double Least, double Most) : ImageChange
    {
        /// <summary>The smallest factor.</summary>
        public double Least { get; } = InRange(Least, 0.01, 100, nameof(Least));

        /// <summary>The largest factor.</summary>
        public double Most { get; } = InRange(Most, Least, 100, nameof(Most));
    }

    /// <summary>Slants the image: rows move sideways, the farther from the middle the more, either way.</summary>
    /// <param name="Degrees">The most that an upright line leans; 0 to 80.</param>
    /// <exception cref="ArgumentOutOfRangeException">The angle is not between 0 and 80.</exception>
    public sealed record Shear(double Degrees) : ImageChange
    {
        /// <summary>The most that an upright line leans.</summary>
        public double Degrees { get; } = InRange(Degrees, 0, 80, nameof(Degrees));
    }

    /// <summary>
    /// Moves each pixel on its own: uniform random displacements from −1 to 1, smoothed by a Gaussian and multiplied.
    /// </summary>
    /// <remarks>
    /// Source: Simard, Steinkraus, Platt, "Best Practices for Convolutional Neural Networks Applied to Visual Document
    /// Analysis", ICDAR 2003, section 2; 34 and 4 are usual for digits of 28 × 28 pixels.
    /// </remarks>
    /// <param name="Strength">Alpha, in pixels; 0 to 10,000. Smoothing makes displacements much smaller than this.</param>
    /// <param name="Smoothness">Sigma, the Gaussian's standard deviation in pixels; 0.1 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public sealed record Elastic(double Strength, double Smoothness) : ImageChange
    {
        /// <summary>Alpha, in pixels.</summary>
        public double Strength { get; } = InRange(Strength, 0, 10_000, nameof(Strength));

        /// <summary>Sigma, the Gaussian's standard deviation in pixels.</summary>
        public double Smoothness { get; } = InRange(Smoothness, 0.1, 100, nameof(Smoothness));
    }

    /// <summary>Mirrors the image, left to right.</summary>
    /// <param name="Probability">How likely; 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The probability is not between 0 and 1.</exception>
    public sealed record FlipHorizontally(double Probability = 0.5) : ImageChange
    {
        /// <summary>How likely.</summary>
        public double Probability { get; } = InRange(Probability, 0, 1, nameof(Probability));
    }

    /// <summary>Covers a square around a random pixel; the part of it that is outside the image covers nothing.</summary>
    /// <remarks>
    /// Source: DeVries, Taylor, "Improved Regularization of Convolutional Neural Networks with Cutout", 2017.
    /// </remarks>
    /// <param name="Size">The square's side in pixels; at least 0.</param>
    /// <param name="Fill">What the square is filled with.</param>
    /// <exception cref="ArgumentOutOfRangeException">The size is negative, or the filling is not finite.</exception>
    public sealed record Cutout(int Size, float Fill) : ImageChange
    {
        /// <summary>The square's side in pixels.</summary>
        public int Size { get; } = (int)InRange(Size, 0, int.MaxValue, nameof(Size));

        /// <summary>What the square is filled with.</summary>
        public float Fill { get; } =
            (float)InRange(Fill, float.MinValue, float.MaxValue, nameof(Fill));
    }

    /// <summary>Adds a normally distributed number to each value.</summary>
    /// <param name="Deviation">Its standard deviation, in units of the inputs; 0 to 1,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The deviation is not between 0 and 1,000.</exception>
    public sealed record Noise(double Deviation) : ImageChange
    {
        /// <summary>The standard deviation, in units of the inputs.</summary>
        public double Deviation { get; } = InRange(Deviation, 0, 1_000, nameof(Deviation));
    }

    /// <summary>Adds one number to all values of an image.</summary>
    /// <param name="Most">The farthest from 0, either way, in units of the inputs; 0 to 1,000.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not between 0 and 1,000.</exception>
    public sealed record Brightness(double Most) : ImageChange
    {
        /// <summary>The farthest from 0, in units of the inputs.</summary>
        public double Most { get; } = InRange(Most, 0, 1_000, nameof(Most));
    }

    private static double InRange(double value, double least, double most, string name) =>
        value >= least && value <= most
            ? value
            : throw new ArgumentOutOfRangeException(
                name,
                value,
                FormattableString.Invariant($"{name} is {value}; {least} to {most} are possible.")
            );
}
