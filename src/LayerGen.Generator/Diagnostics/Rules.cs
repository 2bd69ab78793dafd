using LayerGen.Generator.Core;
using Microsoft.CodeAnalysis;

namespace LayerGen.Generator.Diagnostics;

/// <summary>
/// Every rule as the compiler shows it. All are errors: no code can be made from a declaration that breaks one.
/// <c>docs/diagnostics.md</c> has a row for each.
/// </summary>
internal static class Rules
{
    internal const string Category = "LayerGen";
    internal const string Help = "docs/diagnostics.md#";

    /// <summary>All rules by id.</summary>
    public static EquatableArray<DiagnosticDescriptor> All { get; } =
    [
        AttributeRules.NotPartial,
        AttributeRules.Nested,
        AttributeRules.Generic,
        AttributeRules.NotPlainClass,
        AttributeRules.FileLocal,
        AttributeRules.SplitLayers,
        AttributeRules.NoLayers,
        AttributeRules.UnknownLayer,
        AttributeRules.NoNetwork,
        AttributeRules.NameTaken,
        AttributeRules.NotPositive,
        AttributeRules.DropoutRate,
        AttributeRules.PenaltyFactor,
        AttributeRules.UndefinedValue,
        AttributeRules.NumberOutOfRange,
        GraphRules.NeedsImage,
        GraphRules.NeedsFeatures,
        GraphRules.WindowTooLarge,
        GraphRules.SingleClass,
        GraphRules.TooLarge,
        GraphRules.OtherSize,
        GraphRules.AfterLoss,
        GraphRules.NoLoss,
        GraphRules.NothingLearns,
        GraphRules.TwoLosses,
        GraphRules.AppliedTwice,
        NameRules.UnknownName,
        NameRules.NameTwice,
        NameRules.NothingAbove,
        NameRules.Unread,
        NameRules.ShapesDiffer,
        NameRules.NoInput,
        NameRules.InputTwice,
        NameRules.EmptyBlock,
        NameRules.BlockInItself,
        NameRules.MissingBlockArgument,
    ];

    public static DiagnosticDescriptor Find(string id) => All.First(rule => rule.Id == id);
}
