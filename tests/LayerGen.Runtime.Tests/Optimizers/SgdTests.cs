using LayerGen.Optimizers;

namespace LayerGen.Tests.Optimizers;

[Collection(nameof(WholeProcess))]
public class SgdTests
{
    private const int StepCount = 10;

    public static TheoryData<int, double, bool> Cases
    {
        get
        {
            TheoryData<int, double, bool> cases = [];
            foreach (
                int length in (int[])[.. Enumerable.Range(1, 40), 63, 64, 65, 4096, 4097, 9_000]
            )
            {
                cases.Add(length, 0, false);
                cases.Add(length, 0.9, false);
                cases.Add(length, 0.9, true);
            }
            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Step_follows_its_formula_for_any_length(int length, double momentum, bool nesterov)
    {
        const double LearningRate = 0.05;
        (float[] start, float[][] gradients, float[][] values) = OptimizerHarness.Run(
            length,
            threads: 2,
            StepCount,
            network => new Sgd(network, new(LearningRate, momentum, nesterov))
        );
        for (int i = 0; i < length; i++)
        {
            double w = start[i];
            double v = 0;
            (float single, float singleVelocity) = (start[i], 0);
            for (int t = 0; t < StepCount; t++)
            {
                double g = gradients[t][i];
                v = (momentum * v) + g;
                w -= LearningRate * (nesterov ? g + (momentum * v) : v);
                // Gradients stay below 6, velocities below 60: each step's few roundings of 2⁻²⁴, and the weight's own.
                Assert.Equal(w, values[t][i], (t + 1) * ((4 * 6e-8 * 60 * LearningRate) + 2.4e-7));

                // The same in single precision, element by element: the same bits.
                float factor = (float)momentum;
                singleVelocity = (singleVelocity * factor) + gradients[t][i];
                float direction = nesterov
                    ? gradients[t][i] + (singleVelocity * factor)
                    : singleVelocity;
                single -= direction * (float)LearningRate;
                Assert.Equal(
                    BitConverter.SingleToInt32Bits(single),
                    BitConverter.SingleToInt32Bits(values[t][i])
                );
            }
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Step_gives_the_same_bits_for_any_number_of_threads(int threads)
    {
        int alone = OptimizerHarness.Hash(Run(1));
        Assert.Equal(alone, OptimizerHarness.Hash(Run(threads)));

        static float[][] Run(int threads) =>
            OptimizerHarness
                .Run(20_011, threads, 5, network => new Sgd(network, new() { Momentum = 0.5 }))
                .Values;
    }

    [Fact]
    public void LearningRate_acts_at_once_and_leaves_the_velocity_alone()
    {
        using FakeNetwork network = new(features: 1, classes: 1);
        Sgd sgd = new(network, new(LearningRate: 0, Momentum: 0.5));
        float before = network.Weight.Value.Values[0];
        network.Weight.Gradient.Values[0] = 1;
        sgd.Step();
        Assert.Equal(before, network.Weight.Value.Values[0]);
        network.Weight.Gradient.Values[0] = 0;
        sgd.LearningRate = 0.25;
        sgd.Step();
        Assert.Equal(before - 0.125f, network.Weight.Value.Values[0]); // v = 0.5·1 + 0; w −= 0.25·0.5
        Assert.Equal(2, sgd.Steps);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Step_allocates_nothing(int threads)
    {
        using FakeNetwork network = new(features: 100, classes: 100, threads: threads);
        Sgd sgd = new(network, new() { Momentum = 0.9 });
        Assert.Equal(0, WholeProcess.LeastAllocation(sgd.Step, repetitions: 100));
    }

    [Theory]
    [InlineData(-1, 0, false, "LearningRate")]
    [InlineData(double.NaN, 0, false, "LearningRate")]
    [InlineData(0.1, 1, false, "Momentum")]
    [InlineData(0.1, -0.5, false, "Momentum")]
    [InlineData(0.1, double.NaN, false, "Momentum")]
    [InlineData(0.1, 0, true, "Momentum")]
    public void Constructor_throws_and_names_the_option_that_is_out_of_range(
        double learningRate,
        double momentum,
        bool nesterov,
        string name
    )
    {
        using FakeNetwork network = new(features: 1, classes: 2);
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() =>
            new Sgd(network, new(learningRate, momentum, nesterov))
        );
        Assert.Equal(name, error.ParamName);
    }
}
