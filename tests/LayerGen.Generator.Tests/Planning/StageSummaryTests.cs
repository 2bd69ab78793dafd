using CsCheck;
using LayerGen.Generator.Core.Planning;
using static LayerGen.Generator.Tests.Planning.Graphs;

namespace LayerGen.Generator.Tests.Planning;

public sealed class StageSummaryTests
{
    // Multiply-adds: 26·26 positions of 9·32; 5·2 tiles of 28 products of 32·64, where the layer's 11·11 positions of
    // 288·64 are 2,230,272; 1,600·10. Bytes of a sample: activations 13·13·32 floats and as many winners, and 2·(1 + 13·13 + 4)
    // numbers that list its windows, 5·5·64 likewise; workspace: gradients, and in Conv2 28·10·32 transformed floats and 28·10·16 products.
    [Fact]
    public void Reference_network_has_the_numbers_worked_by_hand() =>
        Assert.Equal(
            [
                "Entry [] 28,28,1: 0 multiply-adds, keeps 3136, works in 0",
                "Conv1 [conv1,maxpool1] 13,13,32: 194688 multiply-adds, keeps 28400, works in 21632",
                "Conv2 [conv2,maxpool2] 5,5,64: 573440 multiply-adds, keeps 8000, works in 78080",
                "Dense1 [dense1] 10: 16000 multiply-adds, keeps 64, works in 64",
                "Finish [softmax1] 10: 0 multiply-adds, keeps 0, works in 0",
            ],
            StageSummary
                .Of(Planner.Plan(Cnn))
                .Select(stage =>
                    $"{stage.Name} [{string.Join(",", stage.Layers)}] {string.Join(",", stage.Output)}: "
                    + $"{stage.MultiplyAdds} multiply-adds, keeps {stage.ActivationBytes}, works in {stage.WorkspaceBytes}"
                )
        );

    [Fact]
    public void Stages_name_every_layer_that_computes_in_order() =>
        Any.Sample(graph =>
        {
            IEnumerable<string> computing = graph
                .Layers.Where(layer => layer.Layer != Flatten)
                .Select(layer => layer.Name);

            // The last layer is named by the loss, and by its own stage as well if it learns.
            Assert.Equal(
                computing,
                StageSummary.Of(Planner.Plan(graph)).SelectMany(stage => stage.Layers).Distinct()
            );
        });

    [Fact]
    public void Bytes_of_all_stages_are_those_of_the_buffers_they_own() =>
        Any.Sample(graph =>
        {
            Plan plan = Planner.Plan(graph);

            Assert.Equal(
                plan.Buffers.Where(buffer => buffer.Stage is not null).Sum(buffer => buffer.Bytes),
                StageSummary
                    .Of(plan)
                    .Sum(stage =>
                        stage.ActivationBytes + stage.WorkspaceBytes + stage.PackedWeightBytes
                    )
            );
        });

    // Direct sums make no value that the layer does not have.
    [Fact]
    public void Direct_stages_multiply_no_more_than_their_layers() =>
        Any.Sample(graph =>
        {
            Plan plan = Planner.Plan(graph);
            Assert.All(
                plan.Stages.Where(stage => stage is not ConvStage { Tiles: not null }),
                stage =>
                    Assert.InRange(
                        stage.MultiplyAdds,
                        stage.Parameters is null ? 0 : 1,
                        stage.Layers.Sum(layer => graph.Layers[layer].MultiplyAdds)
                    )
            );
        });
}
