using LayerGen.Generator.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LayerGen.Generator.Parsing;

/// <summary>Reads a layer attribute, and if it is the use of a block also the attributes on the block's class.</summary>
internal static class BlockReading
{
    public static AttributeCall Read(
        int layerIndex,
        AttributeData attribute,
        AttributeSyntax? syntax,
        CancellationToken cancellation
    ) => Read(layerIndex, attribute, syntax, [], cancellation);

    /// <param name="inside">The blocks whose bodies are being read, outermost first.</param>
    private static AttributeCall Read(
        int layerIndex,
        AttributeData attribute,
        AttributeSyntax? syntax,
        EquatableArray<INamedTypeSymbol> inside,
        CancellationToken cancellation
    )
    {
        cancellation.ThrowIfCancellationRequested();
        AttributeCall call = AttributeReading.Read(layerIndex, attribute, syntax);
        if (attribute.AttributeClass is not { } block || !Namespaces.IsBlock(block))
            return call;
        call = call with { Name = AttributeReading.ShortName(block) };
        if (inside.Contains(block, SymbolEqualityComparer.Default))
            return call with { IsBlock = true, ContainsItself = true };
        EquatableArray<INamedTypeSymbol> deeper = [.. inside, block];
        return call with
        {
            IsBlock = true,
            Body = block
                .GetAttributes()
                .Where(inner => Namespaces.IsLayer(inner.AttributeClass))
                .Select(
                    (inner, place) =>
                        (
                            Data: inner,
                            Place: place,
                            Syntax: inner.ApplicationSyntaxReference?.GetSyntax(cancellation)
                                as AttributeSyntax
                        )
                )
                // The compiler promises no order; what has no syntax keeps that of its assembly.
                .OrderBy(inner => inner.Syntax?.SyntaxTree.FilePath ?? "", StringComparer.Ordinal)
                .ThenBy(inner => inner.Syntax?.SpanStart ?? inner.Place)
                .Select(inner => Read(layerIndex, inner.Data, inner.Syntax, deeper, cancellation))
                .ToEquatableArray(),
        };
    }
}
