using System.Globalization;

namespace LayerGen.Reference.Checks;

/// <summary>How far one tensor of a generated network is from the naive one.</summary>
/// <param name="Subject">What was compared: <c>probabilities</c>, <c>loss</c>, <c>conv1.weight</c>.</param>
/// <param name="Kind">Its sort, to gather by: <c>probabilities</c>, <c>loss</c>, <c>conv.weight</c>.</param>
/// <param name="Count">How many numbers were compared.</param>
/// <param name="Error">
/// The largest difference, in units of the tensor's largest sum of scales of terms: what rounding acts on.
/// </param>
/// <param name="ScaleError">The largest difference, in units of the largest value of the tensor.</param>
/// <param name="ElementError">
/// The largest difference of any element, in units of its own sum of scales. An element whose terms are tiny
/// inherits the rounding of the values around it, so this one is reported and not judged.
/// </param>
public sealed record Finding(
    string Subject,
    string Kind,
    int Count,
    double Error,
    double ScaleError,
    double ElementError
)
{
    // Errors by chance are smaller than the largest that are possible.
    private const double Caution = 4;

    /// <summary>
    /// The largest <see cref="Error"/> that rounding explains. Float32 rounds at u = 6e-8. A sum of n terms errs by at
    /// most n · u of the sum of their scales and by about √n · u in practice; the longest sums here have some 10⁴ terms
    /// (a filter's gradient over all positions and samples), so 6e-6, and the terms themselves come through up to eight
    /// layers that each add a few u. A term that is missing, doubled or misplaced weighs 1 / n = 1e-4 of the sum in the
    /// longest sums, and far more in all others.
    /// </summary>
    public const double Tolerance = 1e-5;

    /// <summary>The largest <see cref="Error"/> that rounding explains in this network.</summary>
    public double Allowed { get; init; } = Tolerance;

    /// <summary>Whether the difference is rounding; NaN is not.</summary>
    public bool IsRounding => Error <= Allowed;

    public override string ToString() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Subject}: error {Error:E1} of the terms, {ScaleError:E1} of the largest value, {ElementError:E1} of an element"
        );

    /// <summary>Compares a tensor element by element.</summary>
    /// <param name="subject">What is compared.</param>
    /// <param name="kind">Its sort.</param>
    /// <param name="computed">What the generated network gave.</param>
    /// <param name="expected">What the naive network gave.</param>
    /// <param name="terms">The sum of the scales of the terms of each number.</param>
    /// <param name="sensitivity">
    /// How far rounding was seen to carry the tensor; asked for only where the terms do not explain the error.
    /// </param>
    public static Finding Compare(
        string subject,
        string kind,
        IReadOnlyList<double> computed,
        IReadOnlyList<double> expected,
        IReadOnlyList<double> terms,
        Func<double>? sensitivity = null
    )
    {
        if (computed.Count != expected.Count)
            throw new InvalidOperationException(
                $"{subject} has {computed.Count} numbers; the naive network has {expected.Count}."
            );
        double[] differences =
        [
            .. computed.Zip(
                expected,
                (a, b) => double.IsNaN(a) ? double.PositiveInfinity : Math.Abs(a - b)
            ),
        ];
        double largest = differences.Max();
        Finding finding = new(
            subject,
            kind,
            differences.Length,
            Ratio(largest, terms.Max()),
            Ratio(largest, expected.Max(Math.Abs)),
            differences.Zip(terms, Ratio).Max()
        );
        return finding.IsRounding || sensitivity is null
            ? finding
            : finding with
            {
                Allowed = Tolerance + (Caution * Ratio(sensitivity(), terms.Max())),
            };
    }

    // Nothing over nothing is no error; anything over nothing is a value where none may be.
    private static double Ratio(double difference, double scale) =>
        difference == 0 ? 0 : difference / scale;
}
