using CsCheck;
using LayerGen.Generator.Core.Planning;
using LayerGen.Generator.Emission;
using LayerGen.Generator.Tests.Planning;

namespace LayerGen.Generator.Tests.Emission;

public sealed class AddressesTests
{
    private static readonly Plan s_cnn = Planner.Plan(Graphs.Cnn);
    private static readonly Addresses s_addresses = new(s_cnn);

    [Fact]
    public void Sample_stands_where_its_buffers_scope_puts_it()
    {
        // A place in the scratch of a worker; one a worker; a place for each sample of the group; a place for each sample of the batch; a copy of weights of the worker's own.
        Assert.Equal("ref work.Conv1OutputGradient", s_addresses.Sample("Conv1OutputGradient"));
        Assert.Equal("ref work.LivePositions.Start", s_addresses.Sample("LivePositions"));
        Assert.Equal("ref work.Conv1Output.At(s * 5408)", s_addresses.Sample("Conv1Output"));
        Assert.Equal("ref _conv2Output.At((first + s) * 1600)", s_addresses.Sample("Conv2Output"));
        Assert.Equal("ref work.Conv2PaddedBias.Start", s_addresses.Sample("Conv2PaddedBias"));
    }

    [Fact]
    public void Group_stands_at_its_first_sample()
    {
        Assert.Equal("ref work.Conv1Output.Start", s_addresses.Group("Conv1Output"));
        Assert.Equal("ref _conv2Output.At(first * 1600)", s_addresses.Group("Conv2Output"));
        Assert.Equal("ref _conv2Output.Start", s_addresses.Start(s_cnn.Stages[3].Reads[0]));
    }

    [Fact]
    public void First_stage_reads_the_callers_array()
    {
        Assert.Equal(
            "ref Unsafe.Add(ref inputs, (first + s) * 784)",
            s_addresses.Sample(s_cnn.Stages[0].Reads[0])
        );
        Assert.Equal(
            "ref Unsafe.Add(ref inputs, first * 784)",
            s_addresses.Group(s_cnn.Stages[0].Reads[0])
        );
        Assert.Equal("ref inputs", s_addresses.Start(s_cnn.Stages[0].Reads[0]));
        Assert.Equal(
            s_addresses.Sample("EntryOutput"),
            s_addresses.Sample(s_cnn.Stages[1].Reads[0])
        );
    }

    [Fact]
    public void Forward_weight_is_the_natural_one_if_its_rows_are_whole_vectors()
    {
        Assert.Equal(
            "ref MemoryMarshal.GetArrayDataReference(_conv1Weight)",
            s_addresses.ForwardWeight(s_cnn.Stages[1])
        );
        Assert.Equal(
            "ref work.Dense1ForwardWeight.Start",
            s_addresses.ForwardWeight(s_cnn.Stages[3])
        );
    }

    // Conv1 for all filters at once: 9 values of 32 filters and their biases; Conv2 filter by filter: 64 of 3 rows of
    // 3·32 floats, and biases.
    [Fact]
    public void Shards_hold_the_gradients_of_the_reference_network_one_behind_the_other()
    {
        Assert.Equal(0, ShardGradients.Offset(s_cnn, 1));
        Assert.Equal(288, ShardGradients.BiasOffset(s_cnn, 1));
        Assert.Equal(320, ShardGradients.Offset(s_cnn, 2));
        Assert.Equal(320 + 18_432, ShardGradients.BiasOffset(s_cnn, 2));
        Assert.Equal(320 + 18_432 + 64, ShardGradients.Size(s_cnn));
    }

    [Fact]
    public void Shards_have_room_for_every_convolution_and_share_no_float() =>
        Graphs.Any.Sample(graph =>
        {
            Plan plan = Planner.Plan(graph);
            int end = 0;
            for (int i = 0; i < plan.Stages.Count; i++)
            {
                if (plan.Stages[i] is not ConvStage stage)
                    continue;
                int weight = ShardGradients.Offset(plan, i);
                int bias = ShardGradients.BiasOffset(plan, i);
                Assert.Equal(end, weight);
                Assert.True(bias - weight >= stage.Learned.Weight.Size);
                Assert.Equal(0, weight % Layout.WidestVector);
                Assert.Equal(0, bias % Layout.WidestVector);
                end = bias + Layout.RoundUp(stage.Filters);
            }
            Assert.Equal(end, ShardGradients.Size(plan));
        });
}
