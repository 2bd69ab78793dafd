using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;
using static LayerGen.Generator.Tests.Planning.Graphs;

namespace LayerGen.Generator.Tests.Planning;

public sealed class ZeroSkippingTests
{
    [Fact]
    public void Input_of_the_network_and_what_comes_from_relu_or_dropout_is_skipped()
    {
        Assert.Equal([(true, false), (true, true), (false, false)], Of(Relu, Relu));
        Assert.Equal([(true, false), (false, false), (false, false)], Of(Tanh, Tanh));
        Assert.Equal([(true, false), (false, true), (false, false)], Of(Sigmoid, Relu));
        Assert.Equal([(true, false), (true, false), (false, false)], Of(Relu, None));
    }

    [Fact]
    public void Dropout_makes_zeros_of_what_it_writes_and_of_the_gradient_it_passes_back()
    {
        EquatableArray<Stage> stages = Planner
            .Plan(
                Graphs.Of(
                    new Shape.Features(300),
                    Dense(100, Tanh),
                    Dropout,
                    Dense(100, Tanh),
                    Dropout,
                    Dense(10),
                    Softmax
                )
            )
            .Stages;
        Assert.True(ZeroSkipping.OfInputs(stages, 2));
        Assert.True(ZeroSkipping.OfGradients(stages, 2));
    }

    // Fewer than 64 sums or factors: the reference network's ten units, LeNet-5's tanh, layers of 63.
    [Fact]
    public void Small_layers_take_everything()
    {
        ShapedGraph small = Graphs.Of(
            new Shape.Features(63),
            Dense(64, Relu),
            Dense(63, Relu),
            Dense(64),
            Softmax
        );
        foreach (ShapedGraph graph in new[] { Cnn, LeNet, small })
        {
            EquatableArray<Stage> stages = Planner.Plan(graph).Stages;
            for (int i = 0; i < stages.Count; i++)
                Assert.False(
                    ZeroSkipping.OfInputs(stages, i) || ZeroSkipping.OfGradients(stages, i)
                );
        }
    }

    // 2 KiB are 512 floats.
    [Theory]
    [InlineData(496, 496)]
    [InlineData(512, 528)]
    [InlineData(1024, 1040)]
    [InlineData(784, 784)]
    public void Packed_units_do_not_lie_whole_multiples_of_2_KiB_apart(int features, int stride)
    {
        Plan plan = Planner.Plan(
            Graphs.Of(new Shape.Features(20), Dense(features), Dense(10), Softmax)
        );
        Assert.Equal(stride, Buffers.BackwardStride((DenseStage)plan.Stages[1]));
        Assert.Contains(
            plan.Buffers,
            buffer => buffer.Name == "Dense2BackwardWeight" && buffer.Size == 10 * stride
        );
    }

    private static (bool Inputs, bool Gradients)[] Of(
        Generator.Core.Layers.Activation first,
        Generator.Core.Layers.Activation second
    )
    {
        EquatableArray<Stage> stages = Planner
            .Plan(
                Graphs.Of(
                    new Shape.Features(300),
                    Dense(200, first),
                    Dense(100, second),
                    Dense(10),
                    Softmax
                )
            )
            .Stages;
        return
        [
            .. Enumerable
                .Range(0, stages.Count)
                .Select(i =>
                    (ZeroSkipping.OfInputs(stages, i), ZeroSkipping.OfGradients(stages, i))
                ),
        ];
    }
}
