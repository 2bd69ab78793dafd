namespace LayerGen.Generator.Core.Planning;

/// <summary>How the outputs and the weight gradient of a dense layer are computed.</summary>
internal enum DenseInputAlgorithm
{
    /// <summary>Products with all inputs, several samples in a tile.</summary>
    AllInputs,

    /// <summary>
    /// Where at most half of the inputs in hand are not zero, a walk over these, sample by sample; else the products with
    /// all.
    /// </summary>
    LiveInputs,
}

/// <summary>How the input gradient of a dense layer is computed.</summary>
internal enum DenseGradientAlgorithm
{
    /// <summary>A product with all gradients, several samples in a tile.</summary>
    AllGradients,

    /// <summary>
    /// Where at most half of the gradients in hand are not zero, a walk over these, sample by sample; else the product with
    /// all.
    /// </summary>
    LiveGradients,
}

/// <summary>Which of them are possible for a stage, and what they cost.</summary>
internal static class DenseChoice
{
    /// <summary>Inputs are walked where they lie side by side and fill a vector.</summary>
    public static EquatableArray<Estimate> Inputs(DenseStage stage)
    {
        Estimate all = new(DenseInputAlgorithm.AllInputs, DenseCosts.AllInputs(stage));
        return stage.Input is { IsContiguous: true, ValueCount: >= Layout.WidestVector }
            ? [all, new(DenseInputAlgorithm.LiveInputs, DenseCosts.LiveInputs(stage))]
            : [all];
    }

    public static EquatableArray<Estimate> Gradients(DenseStage stage) =>
        [
            new(DenseGradientAlgorithm.AllGradients, DenseCosts.AllGradients(stage)),
            new(DenseGradientAlgorithm.LiveGradients, DenseCosts.LiveGradients(stage)),
        ];
}
