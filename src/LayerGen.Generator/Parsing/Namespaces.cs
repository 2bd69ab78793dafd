using Microsoft.CodeAnalysis;

namespace LayerGen.Generator.Parsing;

/// <summary>Names of namespaces and of the types that declare networks.</summary>
internal static class Namespaces
{
    public const string LayerGen = "LayerGen";
    public const string NetworkAttribute = "LayerGen.NetworkAttribute";
    private const string LayerAttribute = "LayerAttribute";
    private const string BlockAttribute = "BlockAttribute";

    /// <summary><c>Company.Product</c> without escapes; empty for the global namespace.</summary>
    public static string FullName(INamespaceSymbol? space) =>
        space is null or { IsGlobalNamespace: true } ? ""
        : space.ContainingNamespace is null or { IsGlobalNamespace: true } ? space.Name
        : $"{FullName(space.ContainingNamespace)}.{space.Name}";

    /// <summary>Whether a type derives from <c>LayerGen.LayerAttribute</c>.</summary>
    public static bool IsLayer(INamedTypeSymbol? type) => DerivesFrom(type, LayerAttribute);

    /// <summary>Whether a type derives from <c>LayerGen.BlockAttribute</c>.</summary>
    public static bool IsBlock(INamedTypeSymbol? type) => DerivesFrom(type, BlockAttribute);

    private static bool DerivesFrom(INamedTypeSymbol? type, string name)
    {
        for (
            INamedTypeSymbol? ancestor = type?.BaseType;
            ancestor is not null;
            ancestor = ancestor.BaseType
        )
        {
            if (Is(ancestor, name))
            {
                return true;
            }
        }
        return false;
    }

    public static bool IsNetwork(INamedTypeSymbol? type) => Is(type, nameof(NetworkAttribute));

    private static bool Is(INamedTypeSymbol? type, string name) =>
        type is { ContainingType: null }
        && type.Name == name
        && FullName(type.ContainingNamespace) == LayerGen;
}
