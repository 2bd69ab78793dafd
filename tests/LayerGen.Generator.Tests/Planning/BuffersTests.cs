using CsCheck;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;
using static LayerGen.Generator.Tests.Planning.Graphs;

namespace LayerGen.Generator.Tests.Planning;

public sealed class BuffersTests
{
    // Dense1 reads Conv2Output over the whole batch, and its own gradient likewise; Conv2's gradient waits for the
    // group's backward pass of Dense1; Conv1's is used up sample by sample. Sizes of a sample: 13·13·32 = 5,408
    // and 2·(1 + 13·13 + 4) = 348 for a list of windows,
    // 5·5·64 = 1,600; F(2×5): 28·10 tiles·32 channels = 8,960; products of at most 64 filters: 28·10·64 = 17,920 at
    // the most; 28 components of 32 channels by 4 times 16 filters, with 16 between two, 28·4·528 = 59,136; backwards 64 filters of 3 rows of 3·32 = 96: 18,432; dense 1,600
    // features of 10 units in 16, and back; a word for the 25 positions of each of 64 filters; a mask of 64 filters at each
    // of the 4 places of 25 windows.
    [Fact]
    public void Reference_network_has_the_buffers_worked_by_hand() =>
        Assert.Equal(
            [
                "EntryOutput float 784 Group",
                "Conv1Output float 5408 Group",
                "Conv1Winner byte 5408 Group",
                "Conv1Windows int 340 Group",
                "Conv1OutputGradient float 5408 Sample",
                "Conv1PaddedBias float 32 Worker",
                "Conv2Output float 1600 Batch",
                "Conv2Winner byte 1600 Group",
                "Conv2Transformed float 8960 Sample",
                "Conv2OutputGradient float 1600 Group",
                "Conv2PaddedBias float 64 Worker",
                "Conv2TransformedWeight float 59136 Worker",
                "Conv2BackwardWeight float 18432 Worker",
                "Dense1Output float 16 Group",
                "Dense1OutputGradient float 16 Batch",
                "Dense1ForwardWeight float 25600 Worker",
                "Dense1PaddedBias float 16 Worker",
                "Dense1BackwardWeight float 16000 Worker",
                "LivePositions uint 64 Sample",
                "LiveFilters ulong 101 Sample",
                "Probabilities float 16 Sample",
            ],
            Planner
                .Plan(Cnn)
                .Buffers.Where(buffer => buffer.Name is not ("Conv2Products" or SharedScratch.Name))
                .Select(buffer => $"{buffer.Name} {buffer.Element} {buffer.Size} {buffer.Scope}")
        );

    // 512·256 floats are more than the 98,304 that stay in a cache; 16·256 and 256·10 are not.
    [Fact]
    public void Large_weights_are_copied_once_and_small_ones_by_every_worker()
    {
        Plan plan = Planner.Plan(
            Of(new Shape.Features(784), Dense(512, Relu), Dense(256, Relu), Dense(10), Softmax)
        );

        Assert.True(plan.HasSharedCopies);
        Assert.Equal(BufferScope.Network, Find(plan, 1, "BackwardWeight")?.Scope);
        Assert.Equal(BufferScope.Worker, Find(plan, 2, "BackwardWeight")?.Scope);
        Assert.Equal(BufferScope.Worker, Find(plan, 2, "ForwardWeight")?.Scope);
        Assert.False(Planner.Plan(Cnn).HasSharedCopies);
    }

    [Fact]
    public void Buffers_have_one_name_each_and_room_for_something() =>
        Any.Sample(graph =>
        {
            EquatableArray<PlannedBuffer> buffers = Planner.Plan(graph).Buffers;

            Assert.Equal(buffers.Count, buffers.Select(buffer => buffer.Name).Distinct().Count());
            Assert.All(
                buffers,
                buffer =>
                {
                    Assert.True(buffer.Size > 0);
                    Assert.True(buffer.Slack >= 0);
                    Assert.Matches("^(float|int|uint|ulong|byte)$", buffer.Element);
                    Assert.EndsWith(".", buffer.Purpose, StringComparison.Ordinal);
                }
            );
        });

    [Fact]
    public void What_a_dense_layer_reads_and_the_gradient_of_what_it_writes_last_a_batch() =>
        Any.Sample(graph =>
        {
            Plan plan = Planner.Plan(graph);
            for (int i = 0; i < plan.Stages.Count; i++)
            {
                bool dense = plan.Stages[i] is DenseStage;
                bool beforeDense = i + 1 < plan.Stages.Count && plan.Stages[i + 1] is DenseStage;
                bool isLast = i + 1 == plan.Stages.Count;
                Assert.Equal(
                    beforeDense ? BufferScope.Batch : BufferScope.Group,
                    Find(plan, i, "Output")?.Scope
                );
                Assert.Equal(
                    !plan.Stages[i].HasBackward ? null
                        : dense ? BufferScope.Batch
                        : beforeDense || isLast ? BufferScope.Group
                        : BufferScope.Sample,
                    Find(plan, i, "OutputGradient")?.Scope
                );
            }
        });

    [Fact]
    public void Every_stage_has_somewhere_to_put_its_input_gradient() =>
        Any.Sample(graph =>
        {
            Plan plan = Planner.Plan(graph);
            for (int i = 0; i < plan.Stages.Count; i++)
                if (plan.Stages[i].NeedsInputGradient)
                    Assert.Equal(
                        plan.Stages[i].Input.Size,
                        Find(plan, i - 1, "OutputGradient")?.Size
                    );
        });

    [Fact]
    public void Weights_are_packed_where_the_natural_order_will_not_do() =>
        Any.Sample(graph =>
        {
            Plan plan = Planner.Plan(graph);
            for (int i = 0; i < plan.Stages.Count; i++)
            {
                Stage stage = plan.Stages[i];
                StageParameters? learned = stage.Parameters;
                bool inVectors = stage is not ConvStage { Planar: not null };
                // The last block of a dense layer's columns overlaps the one before, unless they are fewer than a vector.
                bool isShort =
                    stage is DenseStage { Units: < 16 }
                    || (stage is ConvStage && learned!.Weight.Rows % 16 != 0);
                Assert.Equal(inVectors && isShort, Find(plan, i, "ForwardWeight") is not null);
                Assert.Equal(
                    inVectors && learned?.Bias is { } bias ? Layout.RoundUp(bias.Size) : null,
                    Find(plan, i, "PaddedBias")?.Size
                );
                Assert.Equal(
                    learned is not null && stage.NeedsInputGradient,
                    Find(plan, i, "BackwardWeight") is not null
                );
                Assert.Equal(
                    stage is ConvStage { Tiles: not null },
                    Find(plan, i, "TransformedWeight") is not null
                );
            }
        });

    [Fact]
    public void Live_positions_have_a_bit_for_every_position_of_every_filter() =>
        Any.Sample(graph =>
        {
            Plan plan = Planner.Plan(graph);
            ConvStage[] live =
            [
                .. plan
                    .Stages.OfType<ConvStage>()
                    .Where(stage => stage.Backward == ConvBackwardAlgorithm.LivePositions),
            ];
            int words = plan.Buffers.Where(b => b.Name == "LivePositions").Sum(b => b.Size);
            Assert.Equal(live.Length > 0, words > 0);
            foreach (ConvStage stage in live)
            {
                Layout map = stage.Unpooled.Output;
                Assert.True((32L * words) >= (long)map.Height * map.Width * stage.Filters);
            }
        });

    // The farthest float that a kernel touches: whole blocks of the last kernel row at the last position, and the last
    // of the 4×4 inputs of the last tile.
    [Fact]
    public void Kernels_of_a_convolution_stay_inside_the_slack_of_what_they_read()
    {
        Assert.All(Named, AssertInside);
        // Tiles of an odd image are half outside.
        ShapedGraph odd = Of(
            new Shape.Image(7, 9, 1),
            Conv(32, 3, same: true),
            Conv(16, 3, same: true),
            Flatten,
            Dense(2),
            Softmax
        );
        Assert.Contains(Planner.Plan(odd).Stages, stage => stage is ConvStage { Tiles: not null });
        AssertInside(odd);
        Any.Sample(AssertInside);
    }

    private static void AssertInside(ShapedGraph graph)
    {
        Plan plan = Planner.Plan(graph);
        for (int i = 1; i < plan.Stages.Count; i++)
        {
            if (plan.Stages[i] is not ConvStage stage)
                continue;
            Layout input = stage.Input;
            PlannedBuffer read = Find(plan, i - 1, "Output")!;
            int room = read.Size + read.Slack;
            int Last(int outputs, int windowStride, int window, int stride) =>
                (((outputs - 1) * windowStride) + window - 1) * stride;
            Size2 window = stage.Pool?.Size ?? new(1, 1);
            Size2 apart = stage.Pool?.Stride ?? new(1, 1);
            int row =
                Last(stage.Output.Height, apart.Height, window.Height, stage.Stride.Height)
                + stage.Kernel.Height
                - 1;
            int column = Last(stage.Output.Width, apart.Width, window.Width, stage.Stride.Width);
            int start = (row * input.RowStride) + (column * input.ChannelStride);
            Assert.True(start + stage.RunLength <= read.Size, "A window leaves the image.");
            int end = start + Tiling.RunStride(stage.Kernel.Height, stage.RunLength);
            if (stage.Backward == ConvBackwardAlgorithm.LivePositions)
                Assert.True(end <= room);
            if (stage.NeedsInputGradient)
            {
                PlannedBuffer written = Find(plan, i - 1, "OutputGradient")!;
                Assert.True(end <= written.Size + written.Slack);
            }
            if (stage.Tiles is { } tiles)
            {
                int lastRow = (2 * (tiles.Rows - 1)) + 3;
                int lastColumn = (2 * (tiles.Columns - 1)) + 3;
                Assert.True(
                    (lastRow * input.RowStride) + ((lastColumn + 1) * input.ChannelStride) <= room
                );
            }
        }
    }

    [Fact]
    public void Activations_under_a_mean_are_kept_where_its_derivative_needs_them()
    {
        Plan lenet = Planner.Plan(LeNet);

        // Columns in lanes: 6 filters, 14 rows of 4 positions of each window, 14 windows side by side in 16 lanes.
        Assert.Equal(6 * 14 * 4 * 16, Find(lenet, 1, "PlanarMap")?.Size);
        Assert.Null(Find(lenet, 1, "Map"));
        Assert.Equal(10 * 10 * 16, Find(lenet, 2, "Map")?.Size);
        Assert.Null(Find(lenet, 1, "Winner"));
        Assert.All(lenet.Stages.OfType<ConvStage>(), stage => Assert.True(stage.KeepsMap));
        // No activation: the derivative is one everywhere, and only the backward pass writes the map.
        Assert.Contains(
            Planner.Plan(Unfused).Stages.OfType<ConvStage>(),
            stage => stage is { Map: not null, KeepsMap: false }
        );
    }

    [Theory]
    [InlineData(16, "byte")]
    [InlineData(17, "int")]
    public void Winners_of_large_windows_do_not_fit_a_byte(int size, string type)
    {
        Plan plan = Planner.Plan(
            Of(new Shape.Image(20, 20, 2), Conv(3, 1), MaxPool(size), Flatten, Dense(2), Softmax)
        );

        Assert.Equal(type, plan.Buffers.Single(buffer => buffer.Name == "Maxpool1Winner").Element);
    }

    private static PlannedBuffer? Find(Plan plan, int stage, string name) =>
        plan.Buffers.SingleOrDefault(buffer => buffer.Name == plan.Stages[stage].Name + name);
}
