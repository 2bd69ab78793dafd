using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Losses;

namespace LayerGen.Generator.Core;

/// <summary>
/// What a list of layers must satisfy, whatever their shapes: one of them learns, and the loss stands at the end, once.
/// </summary>
internal static class LayerOrder
{
    public static EquatableArray<DeclarationError> Check(EquatableArray<LayerUse> layers) =>
        layers.Count == 0
            ? []
            : [.. WithoutWeights(layers), .. MisplacedLoss(layers), .. AppliedTwice(layers)];

    private static IEnumerable<DeclarationError> WithoutWeights(EquatableArray<LayerUse> layers) =>
        layers.Any(use => use.Layer.Learns)
            ? []
            : [new(RuleIds.NothingLearns, DeclarationError.Network, "", [Sequence(layers)])];

    // A layer after the loss is one mistake, not two: that no loss stands at the end follows from it.
    private static IEnumerable<DeclarationError> MisplacedLoss(EquatableArray<LayerUse> layers)
    {
        int last = layers.Count - 1;
        int end = layers.TakeWhile(use => !use.Layer.IsEnd).Count();
        return end < last
                ? layers.Skip(end + 1).Where(use => Applied(layers, use) is null).Select(After)
            : layers[last].Layer.LossAtEnd is not null ? []
            : [Error(RuleIds.NoLoss, layers[last], LossCatalog.Ends)];

        DeclarationError After(LayerUse use) =>
            Error(
                use.Layer.IsEnd ? RuleIds.TwoLosses : RuleIds.AfterLoss,
                use,
                [.. Named(layers[end])]
            );
    }

    private static IEnumerable<DeclarationError> AppliedTwice(EquatableArray<LayerUse> layers) =>
        from use in layers
        let applied = Applied(layers, use)
        where applied is not null
        select Error(
            RuleIds.AppliedTwice,
            use,
            [
                .. Named(applied),
                use.Layer.LossAtEnd!.Applies,
                applied.Layer.Learns
                    ? "take its Activation away"
                    : $"remove {applied.Layer.AttributeText}",
                use.Layer.AttributeText,
            ]
        );

    /// <summary>The layer that has applied to what a loss reads what the loss applies itself; null if it has not.</summary>
    private static LayerUse? Applied(EquatableArray<LayerUse> layers, LayerUse use) =>
        use.Sources.Count > 0
        && use.Sources[0] >= 0
        && use.Layer
            is { IsEnd: true, LossAtEnd: { Head.HasFunction: false, Applies: { Length: > 0 } own } }
        && layers[use.Sources[0]]
            is { Layer.LossAtEnd: { Head.HasFunction: true, Applies: var applied } } before
        && own == applied
            ? before
            : null;

    private static string[] Named(LayerUse use) =>
        [CSharpText.Number(use.Index + 1), use.Layer.AttributeText];

    private static DeclarationError Error(
        string rule,
        LayerUse use,
        params IEnumerable<string> words
    ) => new(rule, use.Index, "", [use.Subject, .. words]);

    private static string Sequence(EquatableArray<LayerUse> layers) =>
        string.Join(" ", layers.Select(use => use.Layer.AttributeText));
}
