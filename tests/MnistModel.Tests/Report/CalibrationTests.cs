using MnistModel.Report;

namespace MnistModel.Tests.Report;

public sealed class CalibrationTests
{
    // Doubles that are means and differences of a few numbers: the last bits may differ.
    private const double Tolerance = 1e-12;

    [Fact]
    public void Error_is_the_mean_distance_weighted_by_answers()
    {
        // Three answers of 0.95, two right: |2/3 − 0.95| = 0.28333…; one of 0.55, right: |1 − 0.55| = 0.45.
        Calibration calibration = Calibration.Of([
            (0.95, true),
            (0.95, true),
            (0.95, false),
            (0.55, true),
        ]);

        Assert.Equal((3 * (0.95 - (2.0 / 3)) / 4) + (0.45 / 4), calibration.Error, Tolerance);
        Assert.Equal(3, calibration.Bins[9].Samples);
        Assert.Equal(2.0 / 3, calibration.Bins[9].Accuracy, Tolerance);
        Assert.Equal(1, calibration.Bins[5].Samples);
    }

    [Fact]
    public void Error_is_0_where_confidence_and_accuracy_agree() =>
        Assert.Equal(0, Calibration.Of([(1.0, true), (1.0, true), (0.0, false)]).Error, Tolerance);

    [Fact]
    public void Probability_of_1_belongs_to_the_last_bin() =>
        Assert.Equal(1, Calibration.Of([(1.0, true)]).Bins[^1].Samples);

    [Fact]
    public void Error_of_no_answers_is_0() => Assert.Equal(0, Calibration.Of([]).Error);
}
