using CsCheck;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Planning;
using static LayerGen.Generator.Tests.Planning.Graphs;

namespace LayerGen.Generator.Tests.Planning;

public sealed class GroupingTests
{
    /// <summary>Half of a second-level cache of 1 MiB.</summary>
    private const long Budget = 512 * 1024;

    // Bytes of a sample's activations. Cnn: (28·28 + 13·13·32 + 5·5·64 + 16)·4 = 31,232: sixteen would fit, eight are
    // the most. Vgg: (34·34·3 + 34·34·32 + 18·18·32 + 18·18·64 + 8·8·64 + 128 + 128 + 16)·4 = 303,728: one fits.
    // Three: (34·34·3 + 32·32·32 + 16)·4 = 145,008: three fit.
    [Fact]
    public void Group_is_what_fits_half_the_cache_for_the_named_networks()
    {
        Assert.Equal(8, Planner.Plan(Cnn).GroupSize);
        Assert.Equal(1, Planner.Plan(Vgg).GroupSize);
        ShapedGraph three = Of(
            new Shape.Image(32, 32, 3),
            Conv(32, 3, Relu, same: true),
            Flatten,
            Dense(10),
            Softmax
        );
        Assert.Equal(3, Planner.Plan(three).GroupSize);
    }

    [Fact]
    public void Group_of_a_sample_larger_than_the_cache_is_one()
    {
        ShapedGraph large = Of(
            new Shape.Image(256, 256, 3),
            Conv(16, 3),
            Flatten,
            Dense(2),
            Softmax
        );
        Assert.Equal(1, Planner.Plan(large).GroupSize);
    }

    [Fact]
    public void Group_is_the_largest_of_1_to_8_that_fits() =>
        Any.Sample(graph =>
        {
            Plan plan = Planner.Plan(graph);
            long bytes = plan.Stages.Sum(stage => 4L * stage.Output.Size);

            Assert.InRange(plan.GroupSize, 1, 8);
            Assert.True(plan.GroupSize == 1 || plan.GroupSize * bytes <= Budget);
            Assert.True(plan.GroupSize == 8 || (plan.GroupSize + 1) * bytes > Budget);
        });
}
