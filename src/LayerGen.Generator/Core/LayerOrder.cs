using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core;

/// <summary>
/// What a list of layers must satisfy, whatever their shapes: one of them learns, and the loss stands at the end, once.
/// </summary>
internal static class LayerOrder
{
    public static EquatableArray<DeclarationError> Check(EquatableArray<LayerUse> layers) =>
        layers.Count == 0 ? [] : [.. WithoutWeights(layers), .. MisplacedLoss(layers)];

    private static IEnumerable<DeclarationError> WithoutWeights(EquatableArray<LayerUse> layers) =>
        layers.Any(use => use.Layer.Learns)
            ? []
            : [new(RuleIds.NothingLearns, DeclarationError.Network, "", [Sequence(layers)])];

    // A layer after Softmax is one mistake, not two: that no loss stands at the end follows from it.
    private static IEnumerable<DeclarationError> MisplacedLoss(EquatableArray<LayerUse> layers)
    {
        int last = layers.Count - 1;
        int softmax = layers.TakeWhile(use => use.Layer is not SoftmaxLayer).Count();
        return softmax < last ? layers.Skip(softmax + 1).Select(After)
            : layers[last].Layer.DefinesLoss ? []
            : [Error(RuleIds.NoLoss, layers[last])];

        DeclarationError After(LayerUse use) =>
            Error(RuleIds.AfterSoftmax, use, CSharpText.Number(layers[softmax].Index + 1));
    }

    private static DeclarationError Error(
        string rule,
        LayerUse use,
        params IEnumerable<string> words
    ) => new(rule, use.Index, "", [use.Subject, .. words]);

    private static string Sequence(EquatableArray<LayerUse> layers) =>
        string.Join(" ", layers.Select(use => use.Layer.AttributeText));
}
