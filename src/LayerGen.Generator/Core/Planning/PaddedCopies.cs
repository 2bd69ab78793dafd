namespace LayerGen.Generator.Core.Planning;

/// <summary>Copies of a weight and a bias whose outputs are padded to whole vectors, as forward kernels read them.</summary>
internal static class PaddedCopies
{
    public static IEnumerable<PlannedBuffer> Of(Stage stage, StageParameters parameters)
    {
        int stride = Layout.RoundUp(parameters.Weight.Rows);
        if (stage.PadsForwardWeight)
            yield return Copy(
                stage,
                "ForwardWeight",
                parameters.Weight.Columns * stride,
                $"Weight, outputs padded to {stride}."
            );
        if (parameters.Bias is not null)
            yield return Copy(stage, "PaddedBias", stride, $"Bias, padded to {stride}.");
    }

    public static PlannedBuffer Copy(Stage stage, string name, int size, string purpose) =>
        new($"{stage.Name}{name}", "float", size, Layout.WidestVector, BufferScope.Worker, purpose)
        {
            Use = BufferUse.PackedWeight,
        };
}
