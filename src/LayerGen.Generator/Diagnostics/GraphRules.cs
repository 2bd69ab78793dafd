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
    /// An image reaches a layer that works on features: [Dense] or [Softmax].
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
    /// A single feature reaches [Softmax], so that its probability is 1 whatever the network learns.
    /// </summary>
    /// <remarks>
    /// <c>{0}: softmax over 1 output is always 1, but {1} gives {2}; give it at least 2, or replace it by [Sigmoid]
    /// for a yes-or-no answer.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor SingleClass = new(
        RuleIds.SingleClass,
        "Softmax over a single output",
        "{0}: softmax over 1 output is always 1, but {1} gives {2}; give it at least 2, or replace it by [Sigmoid] for a yes-or-no answer.",
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
    /// A layer follows [Softmax], whose loss is computed together with it.
    /// </summary>
    /// <remarks>
    /// <c>{0}: stands after layer {1} [Softmax], which must be the last; move it before [Softmax], or remove
    /// it.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor AfterSoftmax = new(
        RuleIds.AfterSoftmax,
        "A layer stands after Softmax",
        "{0}: stands after layer {1} [Softmax], which must be the last; move it before [Softmax], or remove it.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0301"
    );

    /// <summary>
    /// The last layer is neither [Softmax] nor [Sigmoid] nor a [Dense] with a sigmoid.
    /// </summary>
    /// <remarks>
    /// <c>{0}: is the last layer, but gives no probabilities to compute a loss from; end with [Softmax] for
    /// exclusive classes, or with [Sigmoid] (or Activation = Activation.Sigmoid on a last [Dense]) for yes-or-no
    /// answers.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NoLoss = new(
        RuleIds.NoLoss,
        "The last layer defines no loss",
        "{0}: is the last layer, but gives no probabilities to compute a loss from; end with [Softmax] for exclusive classes, or with [Sigmoid] (or Activation = Activation.Sigmoid on a last [Dense]) for yes-or-no answers.",
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
}
