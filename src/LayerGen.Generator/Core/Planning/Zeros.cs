using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>Where many values of a dense stage can be expected to be exactly zero.</summary>
internal static class Zeros
{
    /// <summary>The stage as it is among others, with what is known of its inputs and gradients.</summary>
    public static DenseStage Expect(IReadOnlyList<Stage> stages, int index)
    {
        DenseStage stage = (DenseStage)stages[index];
        return stage with
        {
            HasZeroInputs = MayBeZero(stages, index - 1),
            HasZeroGradients =
                stage.Activation == Activation.Relu
                || (index + 1 < stages.Count && stages[index + 1] is DropoutStage),
        };
    }

    /// <summary>Whether many values that a stage writes are zero; -1 stands for the network's input: pixels, words.</summary>
    private static bool MayBeZero(IReadOnlyList<Stage> stages, int index) =>
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
