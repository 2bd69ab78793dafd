using CsCheck;
using LayerGen.Training;

namespace LayerGen.Tests.Training;

public class FiniteTests
{
    [Fact]
    public void All_agrees_with_looking_at_each_value() =>
        Gen.Select(Gen.Float.Array[0, 100], Gen.Int[0, 99], Gen.Int[0, 3])
            .Sample(
                (values, at, kind) =>
                {
                    float[] finite = [.. values.Where(float.IsFinite)];
                    Assert.True(Finite.All(finite));
                    if (finite.Length == 0)
                        return;
                    finite[at % finite.Length] = kind switch
                    {
                        0 => float.NaN,
                        1 => float.PositiveInfinity,
                        2 => float.NegativeInfinity,
                        _ => -float.NaN,
                    };
                    Assert.False(Finite.All(finite));
                },
                iter: 2000
            );

    [Fact]
    public void All_is_true_when_the_values_are_extreme() =>
        Assert.True(
            Finite.All([
                .. Enumerable.Repeat(float.MaxValue, 50),
                float.MinValue,
                float.Epsilon,
                -0f,
                .. new float[9],
            ])
        );
}
