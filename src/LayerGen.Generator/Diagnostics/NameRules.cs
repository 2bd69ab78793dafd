using LayerGen.Generator.Core;
using Microsoft.CodeAnalysis;

// RS1032 wants a message of one sentence without its full stop; ours are whole sentences that say what to do.
#pragma warning disable RS1032

namespace LayerGen.Generator.Diagnostics;

/// <summary>LG04: what is wrong with names, joins, inputs or blocks.</summary>
internal static class NameRules
{
    /// <summary>
    /// <c>From</c> or a join names something that no layer above is called.
    /// </summary>
    /// <remarks>
    /// <c>{0}: reads {1}, but nothing above it has that name ({2}).</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor UnknownName = new(
        RuleIds.UnknownName,
        "The name is unknown",
        "{0}: reads {1}, but nothing above it has that name ({2}).",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0401"
    );

    /// <summary>
    /// Two layers, or two inputs, have the same name.
    /// </summary>
    /// <remarks>
    /// <c>{0}: another layer or input above it is called {1} already; choose another name.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NameTwice = new(
        RuleIds.NameTwice,
        "The name is given twice",
        "{0}: another layer or input above it is called {1} already; choose another name.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0402"
    );

    /// <summary>
    /// The first layer of a network with several inputs does not say which one it reads.
    /// </summary>
    /// <remarks>
    /// <c>{0}: nothing stands above it; say with From which input it reads: {1}.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NothingAbove = new(
        RuleIds.NothingAbove,
        "The layer has nothing to read",
        "{0}: nothing stands above it; say with From which input it reads: {1}.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0403"
    );

    /// <summary>
    /// A layer that is not the last, or an input, is read by no other layer.
    /// </summary>
    /// <remarks>
    /// <c>{0}: nothing reads {1}; join it with what follows, name it in From further down, or remove it.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor Unread = new(
        RuleIds.Unread,
        "Nothing reads what a layer gives",
        "{0}: nothing reads {1}; join it with what follows, name it in From further down, or remove it.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0404"
    );

    /// <summary>
    /// [Add] or [Multiply] joins different shapes, or [Concat] images of different sizes.
    /// </summary>
    /// <remarks>
    /// <c>{0}: {1} gives {2}, but {3} gives {4}; {5}.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor ShapesDiffer = new(
        RuleIds.ShapesDiffer,
        "The shapes do not fit together",
        "{0}: {1} gives {2}, but {3} gives {4}; {5}.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0405"
    );

    /// <summary>
    /// [Network] gives no shape, and no [Input] stands under it.
    /// </summary>
    /// <remarks>
    /// <c>{0}: what does one sample look like? Write [Network(height, width, channels)] or [Network(features)], or [Input("name", …)] for each of several inputs.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor NoInput = new(
        RuleIds.NoInput,
        "The network has no input",
        "{0}: what does one sample look like? Write [Network(height, width, channels)] or [Network(features)], or [Input(\"name\", …)] for each of several inputs.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0406"
    );

    /// <summary>
    /// [Network] gives a shape, and [Input] another one.
    /// </summary>
    /// <remarks>
    /// <c>{0}: {1} gives the shape of the only input; write [Network] without arguments where there are several.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor InputTwice = new(
        RuleIds.InputTwice,
        "The input is declared twice",
        "{0}: {1} gives the shape of the only input; write [Network] without arguments where there are several.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0407"
    );

    /// <summary>
    /// A block is used whose class carries no layer attributes.
    /// </summary>
    /// <remarks>
    /// <c>{0}: the block's class carries no layers; write them above it.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor EmptyBlock = new(
        RuleIds.EmptyBlock,
        "The block has no layers",
        "{0}: the block's class carries no layers; write them above it.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0408"
    );

    /// <summary>
    /// A block is used on its own class, or on that of a block that it uses.
    /// </summary>
    /// <remarks>
    /// <c>{0}: the block contains itself; a network can have no endless sequence of layers.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor BlockInItself = new(
        RuleIds.BlockInItself,
        "The block contains itself",
        "{0}: the block contains itself; a network can have no endless sequence of layers.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0409"
    );

    /// <summary>
    /// A layer of a block refers to an argument that the block's constructor does not have.
    /// </summary>
    /// <remarks>
    /// <c>{0}: {1} refers to {2}, but the block takes {3} arguments; add a parameter to its constructor.</c>
    /// </remarks>
    public static readonly DiagnosticDescriptor MissingBlockArgument = new(
        RuleIds.MissingBlockArgument,
        "The block has no such argument",
        "{0}: {1} refers to {2}, but the block takes {3} arguments; add a parameter to its constructor.",
        Rules.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: Rules.Help + "lg0410"
    );
}
