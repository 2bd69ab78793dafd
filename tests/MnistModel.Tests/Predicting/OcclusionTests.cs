using System.Collections.Immutable;
using LayerGen;
using MathNet.Numerics.LinearAlgebra.Single;
using MnistModel.Predicting;

namespace MnistModel.Tests.Predicting;

public sealed class OcclusionTests(LearnedDigits trained) : IClassFixture<LearnedDigits>
{
    // Differences of log-odds near 10 in single precision, from batches whose sums may be made in another order.
    private const double Tolerance = 1e-3;

    [Fact]
    public void Sensitivity_is_the_fall_of_the_log_odds_when_a_square_is_covered()
    {
        float[] pixels = Pixels(3);
        int answered = AnswerTo(pixels).Class;

        ImmutableArray<float> sensitivity = Occlusion.Sensitivity(
            trained.Network,
            pixels,
            answered
        );

        // Around (14, 13): rows 12 to 16, columns 11 to 15. In the corner (0, 27): rows 0 to 2, columns 25 to 27.
        foreach (
            var (row, column, top, bottom, left, right) in new[]
            {
                (14, 13, 12, 16, 11, 15),
                (0, 27, 0, 2, 25, 27),
                (20, 10, 18, 22, 8, 12),
            }
        )
        {
            float[] covered = [.. pixels];
            for (int y = top; y <= bottom; y++)
            for (int x = left; x <= right; x++)
                covered[(28 * y) + x] = 0;
            Assert.Equal(
                LogOdds(pixels, answered) - LogOdds(covered, answered),
                sensitivity[(28 * row) + column],
                Tolerance
            );
        }
        Assert.Contains(sensitivity, value => value > 1);
    }

    [Fact]
    public void Sensitivity_is_exactly_0_where_no_ink_is_covered()
    {
        float[] pixels = new float[28 * 28];
        pixels[(28 * 14) + 14] = 1;

        ImmutableArray<float> sensitivity = Occlusion.Sensitivity(trained.Network, pixels, 1);

        for (int i = 0; i < sensitivity.Length; i++)
        {
            bool reaches = Math.Abs((i / 28) - 14) <= 2 && Math.Abs((i % 28) - 14) <= 2;
            Assert.Equal(reaches, sensitivity[i] != 0);
        }
    }

    [Fact]
    public void Blank_image_has_no_sensitivity_at_all() =>
        Assert.All(
            Occlusion.Sensitivity(trained.Network, new float[28 * 28], 0),
            value => Assert.Equal(0, value)
        );

    [Theory]
    [InlineData(1f, 0f)]
    [InlineData(0f, 1f)]
    public void Log_odds_are_finite_where_a_probability_has_underflowed(
        float first,
        float second
    ) => Assert.True(double.IsFinite(Occlusion.LogOdds([first, second], 0)));

    [Fact]
    public void Log_odds_of_a_sure_answer_keep_their_digits() =>
        // ln(1 / 1e-12): the difference 1 − 1e-12 would be 1 in single precision.
        Assert.Equal(27.631, Occlusion.LogOdds([1f, 1e-12f], 0), Tolerance);

    private double LogOdds(float[] pixels, int answered) =>
        Occlusion.LogOdds([.. AnswerTo(pixels).Probabilities], answered);

    private Answer AnswerTo(float[] pixels) =>
        Answer.Of(trained.Network.Forward(DenseMatrix.OfColumnMajor(28 * 28, 1, pixels)).Values);

    private float[] Pixels(int image) =>
        [.. trained.Unseen.Image(image).ToArray().Select(shade => shade / 255f)];
}
