using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core;

/// <summary>What the order of layers must satisfy, whatever their shapes: the loss stands at the end, once.</summary>
internal static class LayerOrder
{
    public static EquatableArray<DeclarationError> Check(EquatableArray<Layer> layers)
    {
        int softmax = layers.TakeWhile(layer => layer is not SoftmaxLayer).Count();
        // A layer behind Softmax is one mistake, not two: the missing loss at the end is its consequence.
        return softmax < layers.Count - 1
                ? layers
                    .Select((layer, index) => (layer, index))
                    .Skip(softmax + 1)
                    .Select(entry => Error(RuleIds.AfterSoftmax, entry.layer, entry.index))
                    .ToEquatableArray()
            : layers.Count > 0 && !layers[layers.Count - 1].DefinesLoss
                ? [Error(RuleIds.NoLoss, layers[layers.Count - 1], layers.Count - 1)]
            : [];
    }

    private static DeclarationError Error(string rule, Layer layer, int index) =>
        new(rule, index, "", [LayerText.Subject(index, layer.AttributeText)]);
}
