using CsCheck;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;
using static LayerGen.Generator.Tests.Planning.Graphs;

namespace LayerGen.Generator.Tests.Planning;

/// <summary>Which stages a network has. How a convolution's algorithms are chosen has tests of its own.</summary>
public sealed class PlannerTests
{
    // A line: name, layers, output (channels / stride where they differ, + border), algorithms; ← where an input
    // gradient is computed.
    [Fact]
    public void Reference_network_has_an_entry_and_three_stages() =>
        AssertStages(
            Cnn,
            "Entry [] 28×28×1",
            "Conv1 [0,1] 13×13×32 Relu FilterWise",
            "Conv2 [2,3] 5×5×64 Relu 5×2 tiles LivePositions ←",
            "Dense1 [5] 1×1×10/16 None ←"
        );

    [Fact]
    public void LeNet_has_a_border_for_its_padding_and_packed_channels() =>
        AssertStages(
            LeNet,
            "Entry [] 28×28×1 +2,2,2,2",
            "Conv1 [0,1] 14×14×6 Tanh Planar",
            "Conv2 [2,3] 5×5×16 Tanh FilterWise ←",
            "Dense1 [5] 1×1×120/128 Tanh ←",
            "Dense2 [6] 1×1×84/96 Tanh ←",
            "Dense3 [7] 1×1×10/16 None ←"
        );

    [Fact]
    public void Mlp_reads_the_callers_array() =>
        AssertStages(
            Mlp,
            "Dense1 [0] 1×1×64 Relu",
            "Dropout1 [1] 1×1×64 ←",
            "Dense2 [2,3] 1×1×33/48 Tanh ←",
            "Dense3 [4] 1×1×10/16 None ←"
        );

    [Fact]
    public void Vgg_keeps_borders_between_same_padded_convolutions() =>
        AssertStages(
            Vgg,
            "Entry [] 32×32×3 +1,1,1,1",
            "Conv1 [0] 32×32×32 +1,1,1,1 Relu FilterWise",
            "Conv2 [1,2] 16×16×32 +1,1,1,1 Relu 8×8 tiles LivePositions ←",
            "Conv3 [3] 16×16×64 +1,1,1,1 Relu 4×4 tiles LivePositions ←",
            "Conv4 [4,5] 8×8×64 Relu 4×4 tiles LivePositions ←",
            "Dense1 [7] 1×1×128 Relu ←",
            "Dropout1 [8] 1×1×128 ←",
            "Dense2 [9] 1×1×10/16 None ←"
        );

    // Same padding, stride 2: 28 → 14 needs 13·2 + 3 − 28 = 1 zero, 20 → 10 needs 9·2 + 3 − 20 = 1, both behind.
    [Fact]
    public void Strided_network_has_its_zeros_behind() =>
        AssertStages(
            Strided,
            "Entry [] 28×20×3 +0,0,1,1",
            "Conv1 [0,1] 14×10×20/32 Sigmoid FilterWise",
            "Conv2 [2] 6×4×16 None FilterWise ←",
            "Dense1 [4] 1×1×5/16 None ←"
        );

    [Fact]
    public void Unfused_network_has_a_stage_a_layer() =>
        AssertStages(
            Unfused,
            "Entry [] 12×11×2",
            "Dropout1 [0] 12×11×2/16 +1,1,1,1",
            "Conv1 [1] 12×11×16 None FilterWise",
            "Maxpool1 [2] 5×5×16 ←",
            "Dropout2 [3] 5×5×16 +1,1,1,1 ←",
            "Conv2 [4,5] 2×2×24/32 None LivePositions ←",
            "Tanh1 [6] 2×2×24/32 ←",
            "Avgpool2 [7] 1×1×24/32 ←"
        );

    [Fact]
    public void Logits_are_copied_only_where_their_values_are_apart()
    {
        Shape image = new Shape.Image(8, 8, 3);

        Assert.Equal("Logits [] 1×1×864 ←", Lines(Of(image, Conv(24, 3), Flatten, Softmax))[^1]);
        Assert.Equal(
            "Conv1 [0] 6×6×16 None FilterWise",
            Lines(Of(image, Conv(16, 3), Flatten, Softmax))[^1]
        );
        Assert.Equal(
            "Conv1 [0] 1×1×24/32 None LivePositions",
            Lines(Of(image, Conv(24, 8), Flatten, Softmax))[^1]
        );
    }

    [Fact]
    public void Inputs_are_copied_unless_a_dense_layer_reads_them()
    {
        Shape image = new Shape.Image(8, 8, 3);

        Assert.Equal("Dense1", FirstStage(image, Flatten, Dense(3), Softmax));
        Assert.Equal("Entry", FirstStage(image, Dropout, Flatten, Dense(3), Softmax));
        Assert.Equal("Entry", FirstStage(image, MaxPool(2), Flatten, Dense(3), Softmax));
        Assert.Equal("Entry", FirstStage(new Shape.Features(9), Activate(Relu), Dense(3), Softmax));
    }

    [Fact]
    public void Backward_pass_ends_at_the_first_stage_that_learns()
    {
        Assert.Equal(1, LastStage(Cnn));
        Assert.Equal(0, LastStage(Mlp));
        Assert.Equal(2, LastStage(Unfused));

        static int LastStage(ShapedGraph graph) =>
            Assert.Single(Planner.Plan(graph).Schedule.Phases).Backward[^1].Stage;
    }

    [Fact]
    public void Dropout_knows_the_index_of_its_layer() =>
        Assert.Equal(
            [0, 3],
            Planner.Plan(Unfused).Stages.OfType<DropoutStage>().Select(stage => stage.LayerIndex)
        );

    [Fact]
    public void Initialiser_is_He_before_ReLU_wherever_it_is_written_and_Glorot_otherwise()
    {
        Shape image = new Shape.Image(8, 8, 3);

        Assert.Equal(
            [
                Initialiser.HeUniform,
                Initialiser.HeUniform,
                Initialiser.HeUniform,
                Initialiser.GlorotUniform,
                Initialiser.GlorotUniform,
            ],
            Planner
                .Plan(
                    Of(
                        image,
                        Conv(4, 1, Relu),
                        Conv(4, 1),
                        MaxPool(2),
                        Activate(Relu),
                        Flatten,
                        Dense(4),
                        Activate(Relu),
                        Dense(4, Tanh),
                        Dense(4),
                        Softmax
                    )
                )
                .Stages.Select(stage => stage.Parameters?.InitialScale)
                .OfType<Initialiser>()
        );
    }

    [Fact]
    public void Each_stage_reads_what_the_one_before_it_wrote() =>
        Any.Sample(graph =>
        {
            EquatableArray<Stage> stages = Planner.Plan(graph).Stages;

            Assert.Equal(
                [Layout.Tight(graph.Input), .. stages.Take(stages.Count - 1).Select(s => s.Output)],
                stages.Select(stage => stage.Input)
            );
            Assert.Equal(stages.Count, stages.Select(stage => stage.Name).Distinct().Count());
            Assert.True(stages[^1].Output.IsContiguous);
            Assert.Equal(graph.Output.Size, stages[^1].Output.ValueCount);
        });

    [Fact]
    public void Stages_write_whole_vectors_of_channels() =>
        Any.Sample(graph =>
            Assert.All(
                Planner.Plan(graph).Stages,
                (stage, index) =>
                {
                    Layout output = stage.Output;
                    if (
                        (index == 0 && stage is CopyStage)
                        || (stage is ConvStage { Planar: not null } && output.IsRounded)
                    )
                        Assert.Equal(output.Channels, output.ChannelStride);
                    else
                        Assert.Equal(0, output.ChannelStride % 16);
                    Assert.InRange(output.ChannelStride - output.Channels, 0, 15);
                    if (stage.Layers.Count > 0)
                        Assert.Equal(graph.Layers[stage.Layers[^1]].Output.Size, output.ValueCount);
                }
            )
        );

    [Fact]
    public void Border_is_what_the_reader_pads_and_holds_every_window() =>
        Any.Sample(graph =>
            Assert.All(
                Planner.Plan(graph).Stages.Skip(1),
                stage =>
                {
                    Layout input = stage.Input;
                    if (
                        stage is not ConvStage conv
                        || graph.Layers[conv.Layers[0]].Layer
                            is not ConvLayer { Padding: Generator.Core.Layers.Padding.Same } layer
                    )
                    {
                        Assert.Equal(Border.None, input.Border);
                        return;
                    }
                    AssertHolds(input.Height, conv.Kernel.Height, conv.Stride.Height, Rows(input));
                    AssertHolds(input.Width, conv.Kernel.Width, conv.Stride.Width, Columns(input));
                }
            )
        );

    [Fact]
    public void Input_gradient_is_computed_where_an_earlier_stage_learns() =>
        Any.Sample(graph =>
        {
            bool learnsBefore = false;
            foreach (Stage stage in Planner.Plan(graph).Stages)
            {
                Assert.Equal(learnsBefore, stage.NeedsInputGradient);
                learnsBefore |= stage.Parameters is not null;
                Assert.Equal(learnsBefore, stage.HasBackward);
            }
            Assert.True(learnsBefore);
        });

    [Fact]
    public void Plans_of_equal_graphs_are_equal() =>
        Assert.All(
            Named.Zip(Named),
            pair =>
            {
                Assert.NotSame(pair.First, pair.Second);
                Assert.Equal(Planner.Plan(pair.First), Planner.Plan(pair.Second));
            }
        );

    private static (int Before, int After) Rows(Layout layout) =>
        (layout.Border.Top, layout.Border.Bottom);

    private static (int Before, int After) Columns(Layout layout) =>
        (layout.Border.Left, layout.Border.Right);

    // ⌈size / stride⌉ windows; the last ends inside the zeros, and with one zero less it would not.
    private static void AssertHolds(int size, int kernel, int stride, (int Before, int After) zeros)
    {
        int windows = (size + stride - 1) / stride;
        int end = ((windows - 1) * stride) + kernel;
        int padded = zeros.Before + size + zeros.After;
        Assert.InRange(zeros.After - zeros.Before, 0, 1);
        if (zeros.After > 0)
            Assert.Equal(end, padded);
        else
            Assert.True(end <= padded);
    }

    private static string FirstStage(Shape input, params Layer[] layers) =>
        Planner.Plan(Of(input, layers)).Stages[0].Name;

    private static void AssertStages(ShapedGraph graph, params string[] lines) =>
        Assert.Equal(lines, Lines(graph));

    private static List<string> Lines(ShapedGraph graph) =>
        [.. Planner.Plan(graph).Stages.Select(Line)];

    private static string Line(Stage stage) =>
        $"{stage.Name} [{string.Join(",", stage.Layers)}] {Text(stage.Output)}"
        + stage switch
        {
            ConvStage conv => $" {conv.Activation}"
                + (conv.Tiles is { } tiles ? $" {tiles.Rows}×{tiles.Columns} tiles" : "")
                + $" {conv.Backward}",
            DenseStage dense => $" {dense.Activation}",
            _ => "",
        }
        + (stage.NeedsInputGradient ? " ←" : "");

    private static string Text(Layout layout)
    {
        var (top, left, bottom, right) = layout.Border;
        return $"{layout.Height}×{layout.Width}×{layout.Channels}"
            + (layout.ChannelStride == layout.Channels ? "" : $"/{layout.ChannelStride}")
            + (layout.Border == Border.None ? "" : $" +{top},{left},{bottom},{right}");
    }
}
