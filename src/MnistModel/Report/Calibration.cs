using System.Collections.Immutable;

namespace MnistModel.Report;

/// <summary>How often answers are right compared with how sure the network was of them.</summary>
/// <param name="Bins">Answers by their probability, 0 to 1 in equal parts.</param>
internal sealed record Calibration(ImmutableArray<CalibrationBin> Bins)
{
    /// <summary>How many parts.</summary>
    public const int BinCount = 10;

    /// <summary>
    /// The expected calibration error: <c>Σ n[b] / n · |accuracy[b] − confidence[b]|</c>, 0 (honest) to 1.
    /// </summary>
    /// <remarks>
    /// <b>Source:</b> Guo et al., On Calibration of Modern Neural Networks (2017), equation 3, with
    /// <see cref="BinCount"/> bins.
    /// </remarks>
    public double Error
    {
        get
        {
            double samples = Bins.Sum(bin => bin.Samples);
            return samples == 0
                ? 0
                : Bins.Sum(bin => bin.Samples / samples * Math.Abs(bin.Accuracy - bin.Confidence));
        }
    }

    /// <summary>Sorts answers into bins.</summary>
    /// <param name="answers">The probability of each answer, 0 to 1, and whether it was right.</param>
    public static Calibration Of(IEnumerable<(double Probability, bool IsRight)> answers)
    {
        ILookup<int, (double Probability, bool IsRight)> byBin = answers.ToLookup(answer =>
            Math.Min((int)(answer.Probability * BinCount), BinCount - 1)
        );
        return new([
            .. Enumerable
                .Range(0, BinCount)
                .Select(bin => new CalibrationBin(
                    bin / (double)BinCount,
                    (bin + 1) / (double)BinCount,
                    byBin[bin].Count(),
                    byBin[bin].Select(answer => answer.Probability).DefaultIfEmpty().Average(),
                    byBin[bin].Select(answer => answer.IsRight ? 1.0 : 0).DefaultIfEmpty().Average()
                )),
        ]);
    }
}

/// <summary>Answers of about the same probability.</summary>
/// <param name="From">The least probability of the bin.</param>
/// <param name="To">Where the next bin begins.</param>
/// <param name="Samples">How many answers are in it.</param>
/// <param name="Confidence">Their mean probability; 0 if there are none.</param>
/// <param name="Accuracy">The fraction of them that is right; 0 if there are none.</param>
internal sealed record CalibrationBin(
    double From,
    double To,
    int Samples,
    double Confidence,
    double Accuracy
);
