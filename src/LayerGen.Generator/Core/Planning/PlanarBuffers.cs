using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>Plans the memory of a convolution with columns in lanes, besides what every convolution has.</summary>
internal static class PlanarBuffers
{
    public static IEnumerable<PlannedBuffer> For(ConvStage stage, Planar planar)
    {
        int rowFloats = Planar.RowFloats(stage);
        int plane = stage.Output.Height * rowFloats;
        bool keepsPlanes = stage.Backward == ConvBackwardAlgorithm.Planar;
        PlannedBuffer Buffer(
            string name,
            int size,
            BufferScope scope,
            BufferUse use,
            string purpose
        ) =>
            new($"{stage.Name}{name}", "float", size, Layout.WidestVector, scope, purpose)
            {
                Use = use,
            };
        yield return Buffer(
            "Planes",
            planar.Size(stage),
            keepsPlanes ? BufferScope.Group : BufferScope.Sample,
            keepsPlanes ? BufferUse.Activation : BufferUse.ForwardScratch,
            $"Inputs, channel by channel, columns in {planar.Phases} phases."
        );
        yield return Buffer(
            "Rows",
            stage.Filters * rowFloats,
            BufferScope.Sample,
            BufferUse.ForwardScratch,
            "One row of outputs, filter by filter."
        );
        if (stage.Pool?.Pooling == Pooling.Max)
            yield return Buffer(
                "WinnerRows",
                stage.Filters * rowFloats,
                BufferScope.Sample,
                BufferUse.ForwardScratch,
                "One row of winners, filter by filter."
            ) with
            {
                Element = "byte",
            };
        if (!keepsPlanes)
            yield break;
        yield return Buffer(
            "GradientPlanes",
            stage.Filters * plane,
            BufferScope.Sample,
            BufferUse.BackwardScratch,
            "Gradients of outputs, filter by filter."
        );
        if (stage.Map is not null)
            yield return Buffer(
                "PlanarMap",
                stage.Filters * stage.Pool!.Size.Area * plane,
                BufferScope.Group,
                BufferUse.Activation,
                "Activations before the mean, filter by filter; in the backward pass their gradients."
            );
    }
}
