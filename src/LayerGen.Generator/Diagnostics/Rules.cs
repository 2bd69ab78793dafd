using LayerGen.Generator.Core;
using Microsoft.CodeAnalysis;

// RS1032 wants a message of one sentence without its full stop; ours are whole sentences that say what to do.
#pragma warning disable RS1032

namespace LayerGen.Generator.Diagnostics;

/// <summary>
/// Every rule as the compiler shows it. All are errors: no code can be made from a declaration that breaks one.
/// <c>docs/diagnostics.md</c> has a row for each.
/// </summary>
internal static class Rules
{
    private const string Category = "LayerGen";
    private const string Help = "docs/diagnostics.md#";

    /// <summary>
    /// A class under [Network] is declared without
    /// </summary>
    /// <remarks>
    /// <c>partial</c>. <c>'{0}' must be partial, as the generator adds the network to it; write 'partial class
    /// {0}'.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NotPartial = new(
        RuleIds.NotPartial,
        "The class is not partial",
        "'{0}' must be partial, as the generator adds the network to it; write 'partial class {0}'.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0001"
    );

    /// <summary>
    /// A class under [Network] is declared inside another type.
    /// </summary>
    /// <remarks>
    /// <c>'{0}' is nested in '{1}', but a network must stand directly in a namespace; move it out of '{1}'.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor Nested = new(
        RuleIds.Nested,
        "The class is nested",
        "'{0}' is nested in '{1}', but a network must stand directly in a namespace; move it out of '{1}'.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0002"
    );

    /// <summary>
    /// A class under [Network] has type parameters.
    /// </summary>
    /// <remarks>
    /// <c>'{0}' has type parameters, but a network computes in float alone; remove them.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor Generic = new(
        RuleIds.Generic,
        "The class is generic",
        "'{0}' has type parameters, but a network computes in float alone; remove them.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0003"
    );

    /// <summary>
    /// A class under [Network] is static, abstract, a record, or has a primary constructor.
    /// </summary>
    /// <remarks>
    /// <c>'{0}' is {1}, but a network must be a plain class that the generator can give constructors and state;
    /// write 'sealed partial class {0}'.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NotPlainClass = new(
        RuleIds.NotPlainClass,
        "The class is not a plain class",
        "'{0}' is {1}, but a network must be a plain class that the generator can give constructors and state; write 'sealed partial class {0}'.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0004"
    );

    /// <summary>
    /// A class under [Network] is declared with
    /// </summary>
    /// <remarks>
    /// <c>file</c>. <c>'{0}' is local to its file, but its network is generated into another file; remove
    /// 'file'.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor FileLocal = new(
        RuleIds.FileLocal,
        "The class is local to its file",
        "'{0}' is local to its file, but its network is generated into another file; remove 'file'.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0005"
    );

    /// <summary>
    /// A layer attribute stands on another partial declaration of the class than [Network].
    /// </summary>
    /// <remarks>
    /// <c>{0} stands on another part of '{1}' than {2}, which leaves the order of layers undefined; move it under
    /// {2}.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor SplitLayers = new(
        RuleIds.SplitLayers,
        "The layers stand on several parts of the class",
        "{0} stands on another part of '{1}' than {2}, which leaves the order of layers undefined; move it under {2}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0006"
    );

    /// <summary>
    /// A class under [Network] carries no layer attribute.
    /// </summary>
    /// <remarks>
    /// <c>'{0}' has no layers; add them under [Network], the first layer first, such as [Dense(10)] and
    /// [Softmax].</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NoLayers = new(
        RuleIds.NoLayers,
        "The network has no layers",
        "'{0}' has no layers; add them under [Network], the first layer first, such as [Dense(10)] and [Softmax].",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0007"
    );

    /// <summary>
    /// An attribute derives from
    /// </summary>
    /// <remarks>
    /// <c>LayerAttribute</c>, but is not one of the library's own. <c>{0} is no layer that the generator knows; use
    /// one of {1}.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor UnknownLayer = new(
        RuleIds.UnknownLayer,
        "The layer is unknown to the generator",
        "{0} is no layer that the generator knows; use one of {1}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0008"
    );

    /// <summary>
    /// A size of the input, filters, units, a kernel, a window or a stride is less than 1.
    /// </summary>
    /// <remarks>
    /// <c>{0}: {1} is {2}, but must be at least 1; write a positive number.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NotPositive = new(
        RuleIds.NotPositive,
        "A size is not positive",
        "{0}: {1} is {2}, but must be at least 1; write a positive number.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0101"
    );

    /// <summary>
    /// The rate of [Dropout] is negative, 1 or more, or NaN.
    /// </summary>
    /// <remarks>
    /// <c>{0}: {1} is {2}, but must be at least 0 and less than 1; write the fraction of values to drop, such as
    /// 0.5.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor DropoutRate = new(
        RuleIds.DropoutRate,
        "A dropout rate is out of range",
        "{0}: {1} is {2}, but must be at least 0 and less than 1; write the fraction of values to drop, such as 0.5.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0102"
    );

    /// <summary>
    /// L1 or L2 is negative, infinite or NaN.
    /// </summary>
    /// <remarks>
    /// <c>{0}: {1} is {2}, but must be finite and at least 0; write a small number such as 0.0001, or leave it
    /// out.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor PenaltyFactor = new(
        RuleIds.PenaltyFactor,
        "A penalty factor is out of range",
        "{0}: {1} is {2}, but must be finite and at least 0; write a small number such as 0.0001, or leave it out.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0103"
    );

    /// <summary>
    /// Padding or Activation is a number that no member has.
    /// </summary>
    /// <remarks>
    /// <c>{0}: {1} is {2}, which names nothing; use one of {3}.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor UndefinedValue = new(
        RuleIds.UndefinedValue,
        "A value is not a member of its enumeration",
        "{0}: {1} is {2}, which names nothing; use one of {3}.",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0104"
    );

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
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0201"
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
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0202"
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
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0203"
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
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0204"
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
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0205"
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
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0301"
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
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0302"
    );

    /// <summary>
    /// A network has neither [Dense] nor [Conv].
    /// </summary>
    /// <remarks>
    /// <c>No layer learns: {0} have no weights; add [Dense] or [Conv].</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NothingLearns = new(
        RuleIds.NothingLearns,
        "No layer learns",
        "No layer learns: {0} have no weights; add [Dense] or [Conv].",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Help + "lg0303"
    );

    /// <summary>All rules by id.</summary>
    public static EquatableArray<DiagnosticDescriptor> All { get; } =
    [
        NotPartial,
        Nested,
        Generic,
        NotPlainClass,
        FileLocal,
        SplitLayers,
        NoLayers,
        UnknownLayer,
        NotPositive,
        DropoutRate,
        PenaltyFactor,
        UndefinedValue,
        NeedsImage,
        NeedsFeatures,
        WindowTooLarge,
        SingleClass,
        TooLarge,
        AfterSoftmax,
        NoLoss,
        NothingLearns,
    ];

    public static DiagnosticDescriptor Find(string id) => All.First(rule => rule.Id == id);
}
