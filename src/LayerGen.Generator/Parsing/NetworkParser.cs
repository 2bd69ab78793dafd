using LayerGen.Generator.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LayerGen.Generator.Parsing;

/// <summary>The only reader of symbols: a class under [Network] becomes a declaration and its places.</summary>
internal static class NetworkParser
{
    public static bool IsCandidate(SyntaxNode node, CancellationToken cancellation) =>
        node is ClassDeclarationSyntax or RecordDeclarationSyntax;

    /// <summary>
    /// The declaration; null where the compiler rejects [Network] itself, and on every part of a class but the one
    /// that [Network] stands on, so that a class is read once.
    /// </summary>
    public static ParsedNetwork? Parse(
        GeneratorAttributeSyntaxContext context,
        CancellationToken cancellation
    )
    {
        if (
            context
            is not {
                TargetNode: TypeDeclarationSyntax part,
                TargetSymbol: INamedTypeSymbol { TypeKind: TypeKind.Class } symbol,
            }
        )
        {
            return null;
        }
        EquatableArray<WrittenAttribute> all = WrittenAttributes(symbol, part, cancellation);
        EquatableArray<WrittenAttribute> networks = all.Where(attribute =>
                Namespaces.IsNetwork(attribute.Data.AttributeClass)
            )
            .ToEquatableArray();
        return networks.Count == 1 && networks[0].IsOnPart
            ? Read(symbol, part, networks[0], all, cancellation)
            : null;
    }

    private static ParsedNetwork Read(
        INamedTypeSymbol symbol,
        TypeDeclarationSyntax part,
        WrittenAttribute network,
        EquatableArray<WrittenAttribute> all,
        CancellationToken cancellation
    )
    {
        EquatableArray<WrittenAttribute> layers = all.Where(IsLayer).ToEquatableArray();
        EquatableArray<AttributeCall> calls = layers
            .Select(
                (layer, index) =>
                {
                    cancellation.ThrowIfCancellationRequested();
                    return BlockReading.Read(index, layer.Data, layer.Syntax, cancellation);
                }
            )
            .ToEquatableArray();
        int own = layers.Count(layer => layer.IsOnPart);
        GeneratedMembers generated = GeneratedMembers.Of(calls);
        EquatableArray<WrittenMember> members = MemberReading.Read(symbol, generated);
        ClassDeclaration declaration = new(
            Namespaces.FullName(symbol.ContainingNamespace),
            symbol.Name,
            part.Modifiers.Any(SyntaxKind.PartialKeyword),
            symbol.ContainingType?.Name ?? "",
            symbol.IsGenericType,
            symbol.IsFileLocal,
            Oddities(symbol, cancellation).ToEquatableArray(),
            members.Select(member => member.Member).ToEquatableArray(),
            AttributeReading.Read(DeclarationError.Network, network.Data, network.Syntax),
            calls.Take(own).ToEquatableArray(),
            calls.Skip(own).ToEquatableArray()
        );
        return new(
            ClassRules.Check(declaration, generated),
            DeclarationBinding.Bind(declaration),
            new(
                SourceSpan.Of(part.Identifier),
                members
                    .Select(member => new ArgumentSpan(member.Member.Text, member.Span))
                    .ToEquatableArray(),
                AttributeReading.ReadSpans(network.Data, network.Syntax),
                layers
                    .Select(layer => AttributeReading.ReadSpans(layer.Data, layer.Syntax))
                    .ToEquatableArray()
            )
        );
    }

    /// <summary>
    /// The class's attributes: those on the part that is read first, each group in the order written. The language
    /// gives the order of attributes no meaning and the compiler promises none, but here it is the network's order.
    /// </summary>
    private static EquatableArray<WrittenAttribute> WrittenAttributes(
        INamedTypeSymbol symbol,
        TypeDeclarationSyntax part,
        CancellationToken cancellation
    ) =>
        symbol
            .GetAttributes()
            .Select(data =>
                data.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax syntax
                    ? new WrittenAttribute(data, syntax, syntax.Parent?.Parent == part)
                    : null
            )
            .OfType<WrittenAttribute>()
            .OrderBy(attribute => attribute.IsOnPart ? 0 : 1)
            .ThenBy(attribute => attribute.Syntax.SyntaxTree.FilePath, StringComparer.Ordinal)
            .ThenBy(attribute => attribute.Syntax.SpanStart)
            .ToEquatableArray();

    // An attribute whose name is unknown, here and only here, may be a layer that is being typed: without it the
    // network would be another one, and its errors noise beside the compiler's.
    private static bool IsLayer(WrittenAttribute attribute) =>
        Namespaces.IsLayer(attribute.Data.AttributeClass)
        || (
            attribute.IsOnPart
            && attribute.Data.AttributeClass is null or { TypeKind: TypeKind.Error }
        );

    private static IEnumerable<string> Oddities(
        INamedTypeSymbol symbol,
        CancellationToken cancellation
    )
    {
        if (symbol.IsStatic)
        {
            yield return "static";
        }
        else if (symbol.IsAbstract)
        {
            yield return "abstract";
        }
        if (symbol.IsRecord)
        {
            yield return "a record";
        }
        if (
            symbol.InstanceConstructors.Any(constructor =>
                !constructor.IsImplicitlyDeclared
                && constructor.DeclaringSyntaxReferences.Any(reference =>
                    reference.GetSyntax(cancellation) is TypeDeclarationSyntax
                )
            )
        )
        {
            yield return "declared with a primary constructor";
        }
    }

    /// <summary>An attribute with its syntax; lives no longer than one call.</summary>
    private sealed record WrittenAttribute(
        AttributeData Data,
        AttributeSyntax Syntax,
        bool IsOnPart
    );
}
