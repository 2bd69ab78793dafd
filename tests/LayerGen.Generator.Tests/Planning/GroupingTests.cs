using CsCheck;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Planning;
using static LayerGen.Generator.Tests.Planning.Graphs;

namespace LayerGen.Generator.Tests.Planning;

public sealed class GroupingTests
{
    // Kilobytes of a sample's activations and of the dense weights. Cnn: 31 and 64: eight stay in 512. Vgg: 304 and
    // 2102: eight read 263 of weights and 304 of activations, one reads all weights. Mlp: dense layers alone go by
    // sixteen.
    [Fact]
    public void Group_reads_the_fewest_bytes_for_the_named_networks()
    {
        Assert.Equal(8, Planner.Plan(Cnn).GroupSize);
        Assert.Equal(8, Planner.Plan(Vgg).GroupSize);
        ShapedGraph tower = Of(new Shape.Features(784), Dense(512), Dense(10), Softmax);
        Assert.Equal(16, Planner.Plan(tower).GroupSize);
        Assert.Equal(16, Planner.Plan(tower).SamplesPerShard);
    }

    [Fact]
    public void Shards_are_larger_where_dense_layers_have_many_weights()
    {
        Assert.Equal(4, Planner.Plan(Cnn).SamplesPerShard);
        Assert.Equal(8, Planner.Plan(Vgg).SamplesPerShard);
    }

    // Multiply-adds of a sample for each dense weight: Cnn 153, Vgg 48, the tower of dense layers 1.
    [Fact]
    public void Small_batches_are_cut_finer_where_samples_compute_long()
    {
        Assert.Equal(4, Planner.Plan(Cnn).FewestShards);
        Assert.Equal(4, Planner.Plan(Vgg).FewestShards);
        ShapedGraph tower = Of(new Shape.Features(784), Dense(512), Dense(10), Softmax);
        Assert.Equal(1, Planner.Plan(tower).FewestShards);
        ShapedGraph tiny = Of(new Shape.Image(8, 8, 1), Conv(4, 3), Flatten, Dense(2), Softmax);
        Assert.Equal(1, Planner.Plan(tiny).FewestShards);
    }

    [Fact]
    public void Group_is_the_one_of_1_to_16_with_the_least_traffic() =>
        Any.Sample(graph =>
        {
            Plan plan = Planner.Plan(graph);
            int most = Math.Max(8, plan.SamplesPerShard);

            Assert.InRange(plan.GroupSize, 1, most);
            for (int group = 1; group <= most; group++)
                Assert.True(
                    Grouping.BytesPerSample(plan.Stages, plan.GroupSize)
                        <= Grouping.BytesPerSample(plan.Stages, group)
                );
        });
}
