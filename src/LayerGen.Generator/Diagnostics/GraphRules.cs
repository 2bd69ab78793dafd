using LayerGen.Generator.Core;
using Microsoft.CodeAnalysis;

// RS1032 wants a message of one sentence without its full stop; ours are whole sentences that say what to do.
#pragma warning disable RS1032

namespace LayerGen.Generator.Diagnostics;

/// <summary>LG02 and LG03: what is wrong with shapes, or with the sequence of layers.</summary>
internal static class GraphRules
{
    /// <summary>
    /// Features reach a layer that works on images: [Conv], [MaxPool] or [AvgPool].
    /// </summary>
    /// <remarks>
    /// <c>{0}: needs an image, but {1} gives {2}; {3}.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NeedsImage = new(
        RuleIds.NeedsImage,
        "The layer needs an image",
        "{0}: needs an image, but {1} gives {2}; {3}.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0201"
    );

    /// <summary>
    /// An image reaches a layer that works on features: [Dense], [Softmax] or [CrossEntropy].
    /// </summary>
    /// <remarks>
    /// <c>{0}: needs features, but {1} gives {2}; add [Flatten] before it.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NeedsFeatures = new(
        RuleIds.NeedsFeatures,
        "The layer needs features",
        "{0}: needs features, but {1} gives {2}; add [Flatten] before it.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0202"
    );

    /// <summary>
    /// A kernel without padding, or a pooling window, is higher or wider than the image that reaches it.
    /// </summary>
    /// <remarks>
    /// <c>{0}: the {2} is {3}, but {1} gives {4}; use {5}.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor WindowTooLarge = new(
        RuleIds.WindowTooLarge,
        "The window is larger than its input",
        "{0}: the {2} is {3}, but {1} gives {4}; use {5}.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0203"
    );

    /// <summary>
    /// A single feature reaches [Softmax] or [CrossEntropy], so that its probability is 1 whatever the network learns.
    /// </summary>
    /// <remarks>
    /// <c>{0}: {3} over 1 output is always 1, but {1} gives {2}; give it at least 2, or replace it by {4} for a yes-or-no
    /// answer.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor SingleClass = new(
        RuleIds.SingleClass,
        "Softmax over a single output",
        "{0}: {3} over 1 output is always 1, but {1} gives {2}; give it at least 2, or replace it by {4} for a yes-or-no answer.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0204"
    );

    /// <summary>
    /// A sample between two layers would have more than 268,435,456 values, the network would learn more than
    /// 268,435,456 numbers, or one sample would take more than 2⁵⁰ multiply-adds.
    /// </summary>
    /// <remarks>
    /// <c>{0}: {1} gives {2}, which makes {3}, but the limit is {4}; choose smaller sizes.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor TooLarge = new(
        RuleIds.TooLarge,
        "The network is too large",
        "{0}: {1} gives {2}, which makes {3}, but the limit is {4}; choose smaller sizes.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0205"
    );

    /// <summary>
    /// [Reshape] gives a shape that has another number of values than what reaches it.
    /// </summary>
    /// <remarks>
    /// <c>{0}: {1} gives {2}, which has {3} values, but the new shape has {4}; make them equal.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor OtherSize = new(
        RuleIds.OtherSize,
        "The new shape has another size",
        "{0}: {1} gives {2}, which has {3} values, but the new shape has {4}; make them equal.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0206"
    );

    /// <summary>
    /// A layer follows a loss.
    /// </summary>
    /// <remarks>
    /// <c>{0}: stands after layer {1} {2}, which must be the last; move it before {2}, or remove it.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor AfterLoss = new(
        RuleIds.AfterLoss,
        "A layer stands after the loss",
        "{0}: stands after layer {1} {2}, which must be the last; move it before {2}, or remove it.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0301"
    );

    /// <summary>
    /// The last layer is no loss and brings none.
    /// </summary>
    /// <remarks>
    /// <c>{0}: is the last layer, but defines no loss; end with {1}.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NoLoss = new(
        RuleIds.NoLoss,
        "The last layer defines no loss",
        "{0}: is the last layer, but defines no loss; end with {1}.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0302"
    );

    /// <summary>
    /// A network has neither [Dense] nor [Conv].
    /// </summary>
    /// <remarks>
    /// <c>No layer learns: there are no weights in {0}; add [Dense] or [Conv].</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NothingLearns = new(
        RuleIds.NothingLearns,
        "No layer learns",
        "No layer learns: there are no weights in {0}; add [Dense] or [Conv].",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0303"
    );

    /// <summary>
    /// A loss follows another loss.
    /// </summary>
    /// <remarks>
    /// <c>{0}: a network has one loss, and layer {1} {2} is one already; remove one of the two.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor TwoLosses = new(
        RuleIds.TwoLosses,
        "The network has two losses",
        "{0}: a network has one loss, and layer {1} {2} is one already; remove one of the two.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0304"
    );

    /// <summary>
    /// A loss applies softmax or sigmoid to what it reads, and the layer before has applied it already.
    /// </summary>
    /// <remarks>
    /// <c>{0}: applies {3} itself, but layer {1} {2} has applied it already; {4} for outputs that are logits, or remove {5}
    /// for outputs that are probabilities.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor AppliedTwice = new(
        RuleIds.AppliedTwice,
        "Softmax or sigmoid would be applied twice",
        "{0}: applies {3} itself, but layer {1} {2} has applied it already; {4} for outputs that are logits, or remove {5} for outputs that are probabilities.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0305"
    );
}
