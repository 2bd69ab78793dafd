using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;
using static LayerGen.Generator.Tests.Planning.Graphs;

namespace LayerGen.Generator.Tests.Planning;

public sealed class DenseChoiceTests
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
        Assert.Equal((true, true), Of(stages[2]));
    }

    // One product's gain is factors · (vectors − ½ · max(vectors, 6)), the cost of counting 60: 4 vectors gain 1 for each
    // factor, 3 gain nothing, and 8 gain 4, but less than a vector of inputs is not walked. 63
    // units are two blocks of 2 vectors, which overlap: 12 instead of 4 for each factor that is live.
    [Theory]
    [InlineData(60, 64, false)]
    [InlineData(61, 64, true)]
    [InlineData(61, 63, false)]
    [InlineData(5000, 48, false)]
    [InlineData(15, 128, false)]
    [InlineData(16, 128, true)]
    public void Cost_decides_where_zeros_are_expected(int inputs, int units, bool skips)
    {
        Plan plan = Planner.Plan(
            Graphs.Of(new Shape.Features(inputs), Dense(units, Relu), Dense(2), Softmax)
        );
        Assert.Equal(skips, Of(plan.Stages[0]).Inputs);
    }

    // The reference network has ten units; LeNet-5's tanh leaves no zeros.
    [Fact]
    public void Known_networks_without_large_layers_behind_relu_take_everything() =>
        Assert.All(
            new[] { Cnn, LeNet }.SelectMany(graph => Planner.Plan(graph).Stages),
            stage => Assert.Equal((false, false), Of(stage))
        );

    [Fact]
    public void Inputs_of_less_than_a_vector_or_with_padding_between_them_cannot_be_walked()
    {
        DenseStage dense = (DenseStage)
            Planner
                .Plan(Graphs.Of(new Shape.Features(15), Dense(300, Relu), Dense(2), Softmax))
                .Stages[0];
        Assert.Single(DenseChoice.Inputs(dense));
        Layout padded = Layout.Vectorised(new Shape.Image(5, 5, 20));
        Assert.Single(DenseChoice.Inputs(dense with { Input = padded }));
        Layout whole = Layout.Vectorised(new Shape.Image(5, 5, 32));
        Assert.Equal(2, DenseChoice.Inputs(dense with { Input = whole }).Count);
    }

    // 512 KiB are 131,072 floats.
    [Theory]
    [InlineData(1024, 128, 8, false)]
    [InlineData(1025, 128, 8, true)]
    [InlineData(1025, 128, 7, false)]
    [InlineData(100, 512, 8, true)]
    [InlineData(10_000, 16, 8, false)]
    public void Weights_that_no_near_cache_holds_are_read_in_chunks(
        int inputs,
        int units,
        int samples,
        bool inChunks
    )
    {
        DenseStage dense = (DenseStage)
            Planner.Plan(Graphs.Of(new Shape.Features(inputs), Dense(units), Softmax)).Stages[0];
        Assert.Equal(inChunks, DenseChunks.Pay(dense, samples));
    }

    [Theory]
    [InlineData(true, 512, 64 * 256)]
    [InlineData(true, 128, 64 * 64)]
    [InlineData(true, 32, 0)]
    [InlineData(false, 512, 0)]
    public void A_walk_over_live_inputs_copies_blocks_that_are_no_whole_rows(
        bool walks,
        int units,
        int floats
    )
    {
        DenseStage dense = (DenseStage)
            Planner.Plan(Graphs.Of(new Shape.Features(5000), Dense(units), Softmax)).Stages[0];
        dense = dense with
        {
            Inputs = walks ? DenseInputAlgorithm.LiveInputs : DenseInputAlgorithm.AllInputs,
        };
        Assert.Equal(floats, DenseChunks.Panel(dense, 8));
    }

    // 4 KiB are 1,024 floats.
    [Theory]
    [InlineData(10, 160)]
    [InlineData(63, 1008)]
    [InlineData(64, 1536)]
    [InlineData(128, 2560)]
    public void Runs_of_packed_features_do_not_lie_whole_multiples_of_4_KiB_apart(
        int units,
        int stride
    )
    {
        Plan plan = Planner.Plan(
            Graphs.Of(new Shape.Features(20), Dense(100), Dense(units), Dense(2), Softmax)
        );
        Assert.Equal(stride, ((DenseStage)plan.Stages[1]).BackwardRunStride);
        Assert.Contains(
            plan.Buffers,
            buffer => buffer.Name == "Dense2BackwardWeight" && buffer.Size == 7 * stride // ⌈100 / 16⌉
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
        return [.. stages.Select(Of)];
    }

    private static (bool Inputs, bool Gradients) Of(Stage stage) =>
        stage is DenseStage dense
            ? (
                dense.Inputs == DenseInputAlgorithm.LiveInputs,
                dense.Gradients == DenseGradientAlgorithm.LiveGradients
            )
            : (false, false);
}
