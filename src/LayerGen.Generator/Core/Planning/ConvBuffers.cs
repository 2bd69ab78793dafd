using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>Plans the memory of a convolution besides what it writes.</summary>
internal static class ConvBuffers
{
    public static IEnumerable<PlannedBuffer> Of(ConvStage stage)
    {
        PlannedBuffer Buffer(string name, int size, BufferUse use, string purpose) =>
            new(
                $"{stage.Name}{name}",
                "float",
                size,
                Layout.WidestVector,
                use == BufferUse.Activation ? BufferScope.Group : BufferScope.Sample,
                purpose
            )
            {
                Use = use,
            };
        if (stage.Pool?.Pooling == Pooling.Max)
            yield return Buffer(
                "Winner",
                stage.Output.Size,
                BufferUse.Activation,
                "Which position of each window was the largest."
            ) with
            {
                Element = "byte",
            };
        if (stage.Windows == ConvWindowAlgorithm.LiveWindows)
            yield return Buffer(
                "Windows",
                2
                    * (
                        1
                        + (stage.Output.Height * stage.Output.Width)
                        + ConvWindowChoice.Spare(stage)
                    ),
                BufferUse.Activation,
                "How many windows are live, and all windows, these first: where each begins in input and output."
            ) with
            {
                Element = "int",
                Slack = 0,
            };
        if (stage.Tiles is { } tiles)
        {
            yield return Buffer(
                "Transformed",
                tiles.InputSize(stage),
                BufferUse.ForwardScratch,
                "Inputs of a round of tiles, transformed."
            );
            yield return Buffer(
                "Products",
                tiles.ProductSize(stage),
                BufferUse.ForwardScratch,
                "Products of a round of tiles, for a block of filters."
            );
        }
        if (stage.Planar is { } planar)
            foreach (PlannedBuffer buffer in PlanarBuffers.For(stage, planar))
                yield return buffer;
        if (stage.Map is { } map && (stage.Planar is null || stage.NeedsInputGradient))
            yield return Buffer(
                "Map",
                map.Size,
                BufferUse.Activation,
                "Activations before the mean; in the backward pass their gradients."
            );
    }

    /// <summary>The copies of its weights, whoever makes them.</summary>
    public static IEnumerable<PlannedBuffer> CopiesOf(ConvStage stage)
    {
        // With columns in lanes the forward pass reads one weight at a time, where it is.
        if (stage.Planar is null)
            foreach (PlannedBuffer copy in PaddedCopies.Of(stage, stage.Learned))
                yield return copy;
        if (stage.Tiles is { } tiles)
            yield return PaddedCopies.Copy(
                stage,
                "TransformedWeight",
                tiles.WeightSize(stage),
                $"Weight, transformed to {tiles.Products} components."
            );
        if (stage.NeedsInputGradient)
            yield return PaddedCopies.Copy(
                stage,
                "BackwardWeight",
                stage.Filters * stage.FilterStride,
                "Weight, filter by filter."
            );
    }
}
