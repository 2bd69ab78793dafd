namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// What each algorithm of a dense layer costs: pure functions of the stage, all in one unit, vector operations of 16
/// floats for one sample. A product has F factors, each times V vectors of sums: inputs and ⌈units / 16⌉ for the outputs
/// and the weight gradient, units and ⌈inputs / 16⌉ for the input gradient.
/// </summary>
internal static class DenseCosts
{
    /// <summary>The part of factors that is not zero where zeros are expected; elsewhere it is all of them.</summary>
    private const double LivePart = 0.5;

    /// <summary>Vector operations in whose time the next live factor is found: a block of fewer sums costs no less.</summary>
    private const int WalkCost = 6;

    /// <summary>Vector operations to find out whether a product's factors are few.</summary>
    private const int CountCost = 60;

    /// <summary>Outputs and weight gradient with all inputs: F · V each.</summary>
    public static double AllInputs(DenseStage stage) =>
        2 * All(stage.Input.ValueCount, stage.Units);

    /// <summary>
    /// Outputs and weight gradient with live inputs: each F · ½, one without expected zeros, times the sum of
    /// max(vectors, 6) over blocks of sums; and 60 to count.
    /// </summary>
    public static double LiveInputs(DenseStage stage) =>
        2 * Live(stage.Input.ValueCount, stage.Units, stage.HasZeroInputs);

    /// <summary>Input gradient with all gradients: F · V.</summary>
    public static double AllGradients(DenseStage stage) => All(stage.Units, stage.Input.Size);

    /// <summary>Input gradient with live gradients, likewise.</summary>
    public static double LiveGradients(DenseStage stage) =>
        Live(stage.Units, stage.Input.Size, stage.HasZeroGradients);

    private static double All(int factors, int sums) =>
        (double)factors * VectorWidth.All[0].VectorsFor(sums);

    private static double Live(int factors, int sums, bool hasZeros)
    {
        VectorWidth width = VectorWidth.All[0];
        int vectors = Tiling.LiveVectors(width, sums);
        int blocks = (sums + (vectors * width.Lanes) - 1) / (vectors * width.Lanes);
        return (factors * (hasZeros ? LivePart : 1) * blocks * Math.Max(vectors, WalkCost))
            + CountCost;
    }
}
