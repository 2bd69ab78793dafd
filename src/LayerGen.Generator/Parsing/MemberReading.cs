using LayerGen.Generator.Core;
using Microsoft.CodeAnalysis;

namespace LayerGen.Generator.Parsing;

/// <summary>A member of the class and where its name stands. Compares by value.</summary>
internal sealed record WrittenMember(OwnMember Member, SourceSpan Span);

/// <summary>Reads what a class declares itself.</summary>
internal static class MemberReading
{
    private static readonly SymbolDisplayFormat TypeInFull =
        SymbolDisplayFormat.FullyQualifiedFormat.WithGlobalNamespaceStyle(
            SymbolDisplayGlobalNamespaceStyle.Omitted
        );

    private static readonly SymbolDisplayFormat TypeInShort =
        SymbolDisplayFormat.MinimallyQualifiedFormat;

    /// <summary>
    /// The members that cannot stand beside the generated ones: all others are nobody's business, and would make each edit of
    /// the class an edit of the network.
    /// </summary>
    public static EquatableArray<WrittenMember> Read(
        INamedTypeSymbol symbol,
        GeneratedMembers generated
    ) =>
        symbol
            .GetMembers()
            // Accessors belong to their property or event.
            .Where(member =>
                !member.IsImplicitlyDeclared
                && member is not IMethodSymbol { AssociatedSymbol: not null }
                && generated.Have(NameOf(member))
            )
            .Select(member => new WrittenMember(Of(member), SourceSpan.Of(member.Locations[0])))
            .Where(member => generated.Forbid(member.Member))
            .ToEquatableArray();

    /// <summary>A member, free of the compiler's types.</summary>
    public static OwnMember Of(ISymbol member) =>
        member is IMethodSymbol method
            ? new(
                NameOf(method),
                NameOf(method) + Arity(method) + Parameters(method, TypeInFull),
                (method.Name == OwnMember.Constructor ? method.ContainingType.Name : method.Name)
                    + Parameters(method, TypeInShort)
            )
            : new(NameOf(member), "", NameOf(member));

    // What implements a member of an interface explicitly is named after both, as they are written.
    private static string NameOf(ISymbol member) => member.Name.Replace("global::", "");

    private static string Arity(IMethodSymbol method) =>
        method.Arity == 0 ? "" : $"`{CSharpText.Number(method.Arity)}";

    private static string Parameters(IMethodSymbol method, SymbolDisplayFormat format) =>
        $"({string.Join(", ", method.Parameters.Select(parameter => Reference(parameter) + parameter.Type.ToDisplayString(format)))})";

    // To the language ref, out and in are one when it compares methods.
    private static string Reference(IParameterSymbol parameter) =>
        parameter.RefKind == RefKind.None ? "" : "ref ";
}
