using LayerGen.Generator.Core;
using Microsoft.CodeAnalysis;

// RS1032 wants a message of one sentence without its full stop; ours are whole sentences that say what to do.
#pragma warning disable RS1032

namespace LayerGen.Generator.Diagnostics;

/// <summary>LG00 and LG01: what is wrong with the class, or with an argument on its own.</summary>
internal static class AttributeRules
{
    /// <summary>A class under [Network] is declared without <c>partial</c>.</summary>
    /// <remarks>
    /// <c>'{0}' must be partial, as the generator adds the network to it; write 'partial class {0}'.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NotPartial = new(
        RuleIds.NotPartial,
        "The class is not partial",
        "'{0}' must be partial, as the generator adds the network to it; write 'partial class {0}'.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0001"
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
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0002"
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
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0003"
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
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0004"
    );

    /// <summary>A class under [Network] is declared with <c>file</c>.</summary>
    /// <remarks>
    /// <c>'{0}' is local to its file, but its network is generated into another file; remove 'file'.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor FileLocal = new(
        RuleIds.FileLocal,
        "The class is local to its file",
        "'{0}' is local to its file, but its network is generated into another file; remove 'file'.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0005"
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
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0006"
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
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0007"
    );

    /// <summary>An attribute derives from <c>LayerAttribute</c>, but is not one of the library's own.</summary>
    /// <remarks>
    /// <c>{0} is no layer that the generator knows; use one of {1}.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor UnknownLayer = new(
        RuleIds.UnknownLayer,
        "The layer is unknown to the generator",
        "{0} is no layer that the generator knows; use one of {1}.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0008"
    );

    /// <summary>
    /// Layer attributes stand on a class without [Network].
    /// </summary>
    /// <remarks>
    /// <c>'{0}' has layers but no [Network], so nothing is generated for it; write [Network(height, width, channels)] or [Network(features)] above them.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NoNetwork = new(
        RuleIds.NoNetwork,
        "The layers belong to no network",
        "'{0}' has layers but no [Network], so nothing is generated for it; write [Network(height, width, channels)] or [Network(features)] above them.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0009"
    );

    /// <summary>
    /// A class under [Network], or a member that it declares, has the name of a member that is generated for it; methods
    /// may have it with other parameters.
    /// </summary>
    /// <remarks>
    /// <c>{0} clashes with a member that is generated for '{1}'; {2}.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NameTaken = new(
        RuleIds.NameTaken,
        "The name is taken by a generated member",
        "{0} clashes with a member that is generated for '{1}'; {2}.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0010"
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
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0101"
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
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0102"
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
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0103"
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
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0104"
    );

    /// <summary>
    /// A number is outside the range of its argument, or NaN.
    /// </summary>
    /// <remarks>
    /// <c>{0}: {1} is {2}, but a finite number {3} is needed.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NumberOutOfRange = new(
        RuleIds.NumberOutOfRange,
        "A number is out of range",
        "{0}: {1} is {2}, but a finite number {3} is needed.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0105"
    );
}
