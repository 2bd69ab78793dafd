using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// Which products of a dense layer can expect factors that are exactly zero, and are worth a second kernel that walks
/// the others. Each of its steps takes one sample and one input, where the full product's takes several samples, so it
/// is left to run time which of the two is faster for the samples in hand: few live inputs, or many.
/// </summary>
internal static class ZeroSkipping
{
    /// <summary>Sums of one step, in floats, below which finding the next live input takes longer than adding it.</summary>
    private const int FewestSums = 64;

    /// <summary>A product over fewer factors is too short for a choice.</summary>
    private const int FewestFactors = 64;

    /// <summary>Whether the outputs and the weight gradient of a dense stage skip inputs that are zero.</summary>
    public static bool OfInputs(EquatableArray<Stage> stages, int index) =>
        stages[index] is DenseStage { Input: { IsContiguous: true } input } stage
        && stage.Units >= FewestSums
        && input.ValueCount >= FewestFactors
        && MayBeZero(stages, index - 1);

    /// <summary>Whether the input gradient of a dense stage skips gradients that are zero.</summary>
    public static bool OfGradients(EquatableArray<Stage> stages, int index) =>
        stages[index] is DenseStage { NeedsInputGradient: true } stage
        && stage.Input.Size >= FewestSums
        && stage.Units >= FewestFactors
        && (
            stage.Activation == Activation.Relu
            || (index + 1 < stages.Count && stages[index + 1] is DropoutStage)
        );

    /// <summary>Whether many values that a stage writes are zero; -1 stands for the network's input.</summary>
    private static bool MayBeZero(EquatableArray<Stage> stages, int index) =>
        index < 0
        || stages[index] switch
        {
            ConvStage conv => conv.Activation == Activation.Relu,
            DenseStage dense => dense.Activation == Activation.Relu,
            ActivationStage activation => activation.Activation == Activation.Relu,
            DropoutStage => true,
            _ => MayBeZero(stages, index - 1),
        };
}
