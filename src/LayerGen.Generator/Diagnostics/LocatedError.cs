using LayerGen.Generator.Core;
using LayerGen.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace LayerGen.Generator.Diagnostics;

/// <summary>An error and where to show it. Compares by value.</summary>
internal sealed record LocatedError(DeclarationError Error, SourceSpan Span)
{
    /// <summary>Every error of a network with its place.</summary>
    public static EquatableArray<LocatedError> Locate(ParsedNetwork network) =>
        network
            .Errors.Select(error => new LocatedError(error, network.Spans.Find(error)))
            .ToEquatableArray();

    public Diagnostic ToDiagnostic() =>
        Diagnostic.Create(Rules.Find(Error.Id), Span.ToLocation(), [.. Error.Words.Cast<object>()]);
}
