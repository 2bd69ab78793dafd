using MnistModel.Predicting;

namespace MnistModel.Tests.Predicting;

public sealed class ExplanationTests
{
    // Two rows of two: background, ink that speaks for, ink that speaks against at half the strength, grey ink.
    private static readonly Explanation Explained = new(2, [0, 255, 255, 128], [0, 4, -2, 0]);

    [Fact]
    public void Strength_is_relative_to_the_strongest_place() =>
        Assert.Equal([0, 1, -0.5, 0], Enumerable.Range(0, 4).Select(Explained.Strength));

    [Fact]
    public void Strength_of_an_image_without_any_is_0() =>
        Assert.Equal(0, new Explanation(1, [0], [0]).Strength(0));

    [Fact]
    public void Tint_is_warm_for_and_cold_against_and_none_elsewhere()
    {
        Picture tinted = Explained.Tinted;

        Assert.Equal(Rgb.Grey(0), tinted[0, 0]);
        Assert.True(tinted[0, 1].Red > tinted[0, 1].Blue);
        Assert.True(tinted[1, 0].Blue > tinted[1, 0].Red);
        Assert.Equal(Rgb.Grey(128), tinted[1, 1]);
    }

    [Fact]
    public void Plain_view_has_the_image_and_its_signs_side_by_side() =>
        Assert.Equal<string>([" @    #", "@=   -"], ExplanationView.Plain(Explained));

    [Fact]
    public void Picture_beside_another_keeps_both_and_fills_the_gap()
    {
        Picture both = Picture
            .Grey(1, [10])
            .Enlarged(2)
            .Beside(Picture.Grey(1, [20, 30]), 1, Rgb.Grey(5));

        Assert.Equal((4, 2), (both.Width, both.Height));
        Assert.Equal([10, 10, 5, 20, 10, 10, 5, 30], both.Pixels.Select(pixel => (int)pixel.Red));
    }
}
