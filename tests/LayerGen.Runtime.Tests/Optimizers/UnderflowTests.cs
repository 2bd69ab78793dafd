using LayerGen.Optimizers;

namespace LayerGen.Tests.Optimizers;

public class UnderflowTests
{
    private const int Length = 70;

    // 0.9ⁿ passes the smallest normal number, 1.2e-38, after 829 steps and the smallest number of all after 980, where
    // rounding would hold it: twice as many steps show that nothing is held.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Moments_end_at_zero_when_gradients_stay_zero(bool adam)
    {
        using FakeNetwork network = new(Length, classes: 3);
        IOptimizer optimizer = adam
            ? new Adam(network, new(Beta2: 0.9))
            : new Sgd(network, new(Momentum: 0.9));
        float[] gradient = network.Parameters[0].Gradient.Values;
        Array.Fill(gradient, 1f);
        optimizer.Step();
        Array.Clear(gradient);
        for (int step = 0; step < 2_000; step++)
        {
            optimizer.Step();
            Assert.All(
                Moments(optimizer),
                moment => Assert.True(moment == 0 || float.IsNormal(moment))
            );
        }
        Assert.All(Moments(optimizer), moment => Assert.Equal(0f, moment));
    }

    // 1e-20 is a normal number, but its square is not.
    [Theory]
    [InlineData(1e-17f)]
    [InlineData(1e-20f)]
    [InlineData(1e-40f)]
    public void Moments_stay_zero_when_squares_of_gradients_underflow(float gradient)
    {
        using FakeNetwork network = new(Length, classes: 3);
        Adam optimizer = new(network);
        foreach (Parameter parameter in network.Parameters)
            Array.Fill(parameter.Gradient.Values, gradient);
        optimizer.Step();
        Assert.All(Moments(optimizer), moment => Assert.Equal(0f, moment));
    }

    [Fact]
    public void NaN_is_no_underflow()
    {
        using FakeNetwork network = new(Length, classes: 3);
        Adam optimizer = new(network);
        foreach (Parameter parameter in network.Parameters)
            Array.Fill(parameter.Gradient.Values, float.NaN);
        optimizer.Step();
        Assert.All(Moments(optimizer), moment => Assert.True(float.IsNaN(moment)));
    }

    private static IEnumerable<float> Moments(IOptimizer optimizer) =>
        optimizer
            .Capture()
            .Moments.Values.SelectMany(values => values.Tensors)
            .SelectMany(tensor => tensor.Values);
}
