using System.Collections.Immutable;
using LayerGen.Generator.Diagnostics;
using LayerGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LayerGen.Generator;

/// <summary>
/// Reports classes whose layers nothing reads. An analyzer, because the generator looks only at classes under [Network]:
/// it would otherwise have to follow every layer attribute at every keystroke.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LayersWithoutNetwork : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } =
        ImmutableArray.Create(AttributeRules.NoNetwork);

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSymbolAction(Analyze, SymbolKind.NamedType);
    }

    private static void Analyze(SymbolAnalysisContext context)
    {
        ImmutableArray<INamedTypeSymbol?> attributes = context
            .Symbol.GetAttributes()
            .Select(attribute => attribute.AttributeClass)
            .ToImmutableArray();
        // An attribute that the compiler does not know may be a misspelt [Network]: it has said so.
        if (
            attributes.Any(Namespaces.IsLayer)
            && !Namespaces.IsBlock(context.Symbol as INamedTypeSymbol)
            && !attributes.Any(type =>
                Namespaces.IsNetwork(type) || type?.TypeKind == TypeKind.Error
            )
        )
            context.ReportDiagnostic(
                Diagnostic.Create(
                    AttributeRules.NoNetwork,
                    context.Symbol.Locations[0],
                    context.Symbol.Name
                )
            );
    }
}
