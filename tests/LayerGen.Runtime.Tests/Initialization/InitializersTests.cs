using LayerGen.Initialization;

namespace LayerGen.Tests.Initialization;

public class InitializersTests
{
    [Fact]
    public void HeUniform_fills_the_interval_of_its_paper()
    {
        float[] weight = new float[50_000];
        RandomSource random = new(1);
        Initializers.HeUniform(weight, fanIn: 54, ref random);
        AssertUniform(weight, 1d / 3); // √(6/54)
    }

    [Fact]
    public void GlorotUniform_fills_the_interval_of_its_paper()
    {
        float[] weight = new float[50_000];
        RandomSource random = new(2);
        Initializers.GlorotUniform(weight, fanIn: 14, fanOut: 10, ref random);
        AssertUniform(weight, 0.5); // √(6/24)
    }

    [Fact]
    public void Initializers_draw_once_an_element_and_repeat_for_a_seed()
    {
        for (int length = 0; length <= 70; length++)
        {
            (float[] first, float[] second) = (new float[length], new float[length]);
            (RandomSource random, RandomSource same, RandomSource counted) = (
                new(3),
                new(3),
                new(3)
            );
            Initializers.HeUniform(first, 9, ref random);
            Initializers.HeUniform(second, 9, ref same);
            for (int i = 0; i < length; i++)
                counted.NextUInt64();
            Assert.Equal(first, second);
            Assert.Equal(counted, random);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-5, 1)]
    [InlineData(1, 0)]
    public void Initializers_throw_when_a_fan_is_not_positive(int fanIn, int fanOut)
    {
        RandomSource random = new(1);
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Initializers.GlorotUniform(new float[3], fanIn, fanOut, ref random)
        );
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            Initializers.HeUniform(new float[3], Math.Min(fanIn, fanOut), ref random)
        );
    }

    private static void AssertUniform(float[] weight, double limit)
    {
        Assert.All(weight, w => Assert.InRange(w, (float)-limit, (float)limit));
        // A uniform variable on ±1 has mean 0 and variance 1/3, its square variance 4/45: six standard errors.
        double error = 6 / Math.Sqrt(weight.Length);
        Assert.InRange(weight.Average(w => w / limit), -error / Math.Sqrt(3), error / Math.Sqrt(3));
        double squares = weight.Average(w => w / limit * (w / limit));
        Assert.InRange(
            squares,
            (1d / 3) - (error * Math.Sqrt(4d / 45)),
            (1d / 3) + (error * Math.Sqrt(4d / 45))
        );
        // The ends are reached: all of 50,000 draws miss the outer thousandth with probability e⁻⁵⁰ a side.
        Assert.True(weight.Max() > 0.998 * limit && weight.Min() < -0.998 * limit);
    }
}
