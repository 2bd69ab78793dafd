using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>Plans all memory of a training step.</summary>
internal static class Buffers
{
    public static EquatableArray<PlannedBuffer> For(EquatableArray<Stage> stages, int outputs)
    {
        List<PlannedBuffer> buffers = [];
        for (int i = 0; i < stages.Count; i++)
        {
            Stage stage = stages[i];
            Stage? next = i + 1 < stages.Count ? stages[i + 1] : null;
            int first = buffers.Count;
            AddForward(buffers, stage, next);
            if (stage.HasBackward)
                AddBackward(buffers, stage, next);
            buffers.AddRange(DenseChunks.Buffers(stage, Grouping.GroupSize(stages)));
            AddPacked(buffers, stage);
            for (int own = first; own < buffers.Count; own++)
                buffers[own] = buffers[own] with { Stage = i };
        }
        buffers.AddRange(LiveBits.Buffers(stages));
        buffers.Add(
            new(
                "Probabilities",
                "float",
                Layout.RoundUp(outputs),
                0,
                BufferScope.Sample,
                "Outputs of the sample in hand."
            )
        );
        return buffers.ToEquatableArray();
    }

    private static void AddForward(List<PlannedBuffer> buffers, Stage stage, Stage? next)
    {
        // A dense layer's weight gradient is one product over the whole batch, so its inputs are kept for all of it.
        BufferScope scope = next is DenseStage ? BufferScope.Batch : BufferScope.Group;
        int slack = Layout.WidestVector + (next is ConvStage reader ? Overrun(reader) : 0);
        buffers.Add(
            new(
                $"{stage.Name}Output",
                "float",
                stage.Output.Size,
                slack,
                scope,
                $"{Describe(stage.Output)}."
            )
        );
        if (stage is ConvStage { Pool.Pooling: Pooling.Max } or PoolStage { Pooling: Pooling.Max })
            buffers.Add(
                new(
                    $"{stage.Name}Winner",
                    WinnerType(stage),
                    stage.Output.Size,
                    Layout.WidestVector,
                    BufferScope.Group,
                    "Which position of each window was the largest."
                )
            );
        if (stage is ConvStage { Windows: ConvWindowAlgorithm.LiveWindows } listed)
            buffers.Add(
                new(
                    $"{stage.Name}Windows",
                    "int",
                    2
                        * (
                            1
                            + (stage.Output.Height * stage.Output.Width)
                            + ConvWindowChoice.Spare(listed)
                        ),
                    0,
                    BufferScope.Group,
                    "How many windows are live, and all windows, these first: where each begins in input and output."
                )
            );
        if (stage is ConvStage { Tiles: { } tiles } conv)
        {
            void Scratch(string name, int size, string purpose) =>
                buffers.Add(
                    new(
                        $"{stage.Name}{name}",
                        "float",
                        size,
                        Layout.WidestVector,
                        BufferScope.Sample,
                        purpose
                    )
                    {
                        Use = BufferUse.ForwardScratch,
                    }
                );
            Scratch(
                "Transformed",
                tiles.InputSize(conv),
                "Inputs of a round of tiles, transformed."
            );
            Scratch(
                "Products",
                tiles.ProductSize(conv),
                "Products of a round of tiles, for a block of filters."
            );
        }
        if (stage is ConvStage { Planar: { } planar } planes)
            buffers.AddRange(PlanarBuffers.For(planes, planar));
        if (
            stage is ConvStage { Map: { } map } mean
            && (mean.Planar is null || mean.NeedsInputGradient)
        )
            buffers.Add(
                new(
                    $"{stage.Name}Map",
                    "float",
                    map.Size,
                    Layout.WidestVector,
                    BufferScope.Group,
                    "Activations before the mean; in the backward pass their gradients."
                )
            );
    }

    private static void AddBackward(List<PlannedBuffer> buffers, Stage stage, Stage? next)
    {
        BufferScope scope =
            stage is DenseStage ? BufferScope.Batch
            : next is null or DenseStage ? BufferScope.Group
            : BufferScope.Sample;
        int slack = Layout.WidestVector + (next is ConvStage reader ? Overrun(reader) : 0);
        buffers.Add(
            new(
                $"{stage.Name}OutputGradient",
                "float",
                stage.Output.Size,
                slack,
                scope,
                $"Gradient of the loss with respect to {stage.Name}Output."
            )
            {
                Use = BufferUse.Gradient,
            }
        );
    }

    private static void AddPacked(List<PlannedBuffer> buffers, Stage stage)
    {
        if (stage.Parameters is { } parameters)
            buffers.AddRange(
                CopiesOf(stage)
                    .Select(copy =>
                        copy with
                        {
                            Scope =
                                parameters.Copies == WeightCopyAlgorithm.OwnCopies
                                    ? BufferScope.Worker
                                    : BufferScope.Network,
                        }
                    )
            );
    }

    /// <summary>The copies of a learning stage's weights, whoever makes them.</summary>
    public static IEnumerable<PlannedBuffer> CopiesOf(Stage stage)
    {
        StageParameters parameters = stage.Parameters!;
        int stride = Layout.RoundUp(parameters.Weight.Rows);
        PlannedBuffer Copy(string name, int size, string purpose) =>
            new(
                $"{stage.Name}{name}",
                "float",
                size,
                Layout.WidestVector,
                BufferScope.Worker,
                purpose
            )
            {
                Use = BufferUse.PackedWeight,
            };
        // With columns in lanes the forward pass reads one weight at a time, where it is.
        bool planar = stage is ConvStage { Planar: not null };
        if (!planar && NeedsForwardPacking(stage))
            yield return Copy(
                "ForwardWeight",
                parameters.Weight.Columns * stride,
                $"Weight, outputs padded to {stride}."
            );
        if (!planar && parameters.Bias is not null)
            yield return Copy("PaddedBias", stride, $"Bias, padded to {stride}.");
        if (stage is ConvStage { Tiles: { } tiles } transformed)
            yield return Copy(
                "TransformedWeight",
                tiles.WeightSize(transformed),
                $"Weight, transformed to {tiles.Products} components."
            );
        if (stage.NeedsInputGradient && stage is ConvStage conv)
            yield return Copy(
                "BackwardWeight",
                conv.Filters * FilterStride(conv),
                "Weight, filter by filter."
            );
        if (stage.NeedsInputGradient && stage is DenseStage dense)
            yield return Copy(
                "BackwardWeight",
                dense.Input.Size / Layout.WidestVector * BackwardRunStride(dense),
                $"Weight, {Layout.WidestVector} features of all units at a time."
            );
    }

    /// <summary>
    /// Whether the forward pass reads a padded copy of the weight: where its natural rows are no whole vectors, or, in a
    /// dense layer, whose last block of columns may overlap the one before, shorter than one.
    /// </summary>
    public static bool NeedsForwardPacking(Stage stage) =>
        stage is DenseStage dense
            ? dense.Units < Layout.WidestVector
            : stage.Parameters!.Weight.Rows % Layout.WidestVector != 0;

    /// <summary>
    /// Floats of a vector of features, of one unit after the other: the order in which an input gradient reads a dense
    /// weight. Half a way of a first-level cache more where the same unit's would compete for one place in it.
    /// </summary>
    public static int BackwardRunStride(DenseStage stage)
    {
        int floats = stage.Units * Layout.WidestVector;
        return floats % (2 * Layout.CacheStride) == 0 ? floats + Layout.CacheStride : floats;
    }

    /// <summary>Floats of one filter where weights or their gradients are packed filter by filter.</summary>
    public static int FilterStride(ConvStage stage) =>
        stage.Kernel.Height * Tiling.RunStride(stage.Kernel.Height, stage.RunLength);

    /// <summary>The type that can hold any position of a window.</summary>
    public static string WinnerType(Stage stage) =>
        stage is PoolStage pool && pool.Size.Area > 256 ? "int" : "byte";

    private static int Overrun(ConvStage reader)
    {
        int backward = Tiling.RunStride(reader.Kernel.Height, reader.RunLength) - reader.RunLength;
        return Math.Max(backward, reader.Tiles?.Overrun(reader) ?? 0);
    }

    private static string Describe(Layout layout) =>
        layout.Height * layout.Width == 1
            ? $"{layout.Channels} features"
            : $"{layout.Height}×{layout.Width}×{layout.Channels}";
}
