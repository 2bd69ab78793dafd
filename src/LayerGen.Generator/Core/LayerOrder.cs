using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core;

/// <summary>
/// What a list of layers must satisfy, whatever their shapes: one of them learns, and the loss stands at the end, once.
/// </summary>
internal static class LayerOrder
{
    public static EquatableArray<DeclarationError> Check(EquatableArray<Layer> layers) =>
        layers.Count == 0 ? [] : [.. WithoutWeights(layers), .. MisplacedLoss(layers)];

    private static IEnumerable<DeclarationError> WithoutWeights(EquatableArray<Layer> layers) =>
        layers.Any(layer => layer.Learns)
            ? []
            : [new(RuleIds.NothingLearns, DeclarationError.Network, "", [Sequence(layers)])];

    // A layer behind Softmax is one mistake, not two: that no loss stands at the end follows from it.
    private static IEnumerable<DeclarationError> MisplacedLoss(EquatableArray<Layer> layers)
    {
        int last = layers.Count - 1;
        int softmax = layers.TakeWhile(layer => layer is not SoftmaxLayer).Count();
        return softmax < last ? layers.Skip(softmax + 1).Select(After)
            : layers[last].DefinesLoss ? []
            : [Error(RuleIds.NoLoss, layers[last], last)];

        DeclarationError After(Layer layer, int place) =>
            Error(RuleIds.AfterSoftmax, layer, softmax + 1 + place, CSharpText.Number(softmax + 1));
    }

    private static DeclarationError Error(
        string rule,
        Layer layer,
        int index,
        params IEnumerable<string> words
    ) => new(rule, index, "", [LayerText.Subject(index, layer.AttributeText), .. words]);

    private static string Sequence(EquatableArray<Layer> layers) =>
        string.Join(" ", layers.Select(layer => layer.AttributeText));
}
