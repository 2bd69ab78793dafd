using LayerGen.Generator.Core;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LayerGen.Generator.Parsing;

/// <summary>Turns the compiler's view of one attribute into neutral arguments and their places.</summary>
internal static class AttributeReading
{
    private const string Suffix = "Attribute";

    // Stands for what the compiler rejects as a whole: no constructor fits, a bracket is missing, a name is unknown.
    private static readonly Argument Broken = new("", false, new Constant.Invalid());

    /// <summary>The attribute's name as the catalogue spells it; in full for one of another namespace.</summary>
    public static string Name(INamedTypeSymbol type)
    {
        string name = ShortName(type);
        string space = Namespaces.FullName(type.ContainingNamespace);
        return type.ContainingType is null && space == Namespaces.LayerGen ? name
            : space.Length == 0 ? $"global::{name}"
            : $"{space}.{name}";
    }

    /// <summary>The attribute's name without its namespace and without <c>Attribute</c>.</summary>
    public static string ShortName(INamedTypeSymbol type) =>
        type.Name.Length > Suffix.Length && type.Name.EndsWith(Suffix, StringComparison.Ordinal)
            ? type.Name.Substring(0, type.Name.Length - Suffix.Length)
            : type.Name;

    public static AttributeCall Read(
        int layerIndex,
        AttributeData attribute,
        AttributeSyntax? syntax
    ) =>
        new(
            layerIndex,
            attribute.AttributeClass is { } type ? Name(type) : "",
            [.. ReadArguments(attribute, syntax)]
        );

    public static AttributeSpans ReadSpans(AttributeData attribute, AttributeSyntax syntax) =>
        new(
            SourceSpan.Of(syntax),
            Written(syntax)
                .Select(
                    (argument, position) =>
                        new ArgumentSpan(
                            NameOf(argument, position, attribute.AttributeConstructor),
                            SourceSpan.Of(argument.Expression)
                        )
                )
                .ToEquatableArray()
        );

    private static IEnumerable<Argument> ReadArguments(
        AttributeData attribute,
        AttributeSyntax? syntax
    )
    {
        if (
            attribute.AttributeClass is not { TypeKind: not TypeKind.Error }
            || attribute.AttributeConstructor is not { } constructor
            // A block of another assembly has no syntax, and was compiled.
            || (
                syntax is not null
                && (syntax.ContainsDiagnostics || HasRejectedProperty(attribute, syntax))
            )
        )
        {
            yield return Broken;
        }
        else
        {
            // The lengths differ only in code that does not compile.
            foreach (
                (IParameterSymbol parameter, TypedConstant value) in constructor.Parameters.Zip(
                    attribute.ConstructorArguments,
                    (parameter, value) => (parameter, value)
                )
            )
            {
                yield return new(parameter.Name, false, ToConstant(value));
            }
            foreach (KeyValuePair<string, TypedConstant> property in attribute.NamedArguments)
            {
                yield return new(property.Key, true, ToConstant(property.Value));
            }
        }
    }

    /// <summary>Unknown properties are missing from the compiler's list; repeated ones stand in it twice.</summary>
    private static bool HasRejectedProperty(AttributeData attribute, AttributeSyntax syntax) =>
        attribute.NamedArguments.Select(property => property.Key).Distinct().Count()
        != Written(syntax).Count(argument => argument.NameEquals is not null);

    private static IEnumerable<AttributeArgumentSyntax> Written(AttributeSyntax syntax) =>
        syntax.ArgumentList?.Arguments ?? Enumerable.Empty<AttributeArgumentSyntax>();

    private static string NameOf(
        AttributeArgumentSyntax argument,
        int position,
        IMethodSymbol? constructor
    ) =>
        argument switch
        {
            { NameEquals.Name.Identifier.ValueText: var property } => property,
            { NameColon.Name.Identifier.ValueText: var parameter } => parameter,
            _ when position < constructor?.Parameters.Length => constructor
                .Parameters[position]
                .Name,
            _ => "",
        };

    private static Constant ToConstant(TypedConstant value) =>
        value.Kind switch
        {
            TypedConstantKind.Primitive => value.Value switch
            {
                int number => new Constant.Int(number),
                double number => new Constant.Double(number),
                bool truth => new Constant.Bool(truth),
                string text => new Constant.String(text),
                null when value.Type?.SpecialType == SpecialType.System_String =>
                    new Constant.String(""),
                _ => new Constant.Invalid(),
            },
            TypedConstantKind.Enum when value is { Value: int number, Type: { } type } =>
                new Constant.EnumValue(type.Name, MemberName(type, number), number),
            _ => new Constant.Invalid(),
        };

    private static string MemberName(ITypeSymbol type, int number) =>
        type.GetMembers()
            .OfType<IFieldSymbol>()
            .FirstOrDefault(field => field.ConstantValue is int value && value == number)
            ?.Name
        ?? "";
}
