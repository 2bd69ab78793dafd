using System.Collections.Immutable;
using LayerGen.Generator.Parsing;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace LayerGen.Generator;

/// <summary>
/// Silences CS9113, "parameter is unread", and CA1019, "add a property for it", on blocks: what their constructors take is
/// read by the generator, at each use.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockParameters : DiagnosticSuppressor
{
    private const string Reason = "The arguments of a block are read where it is used.";

    private static readonly SuppressionDescriptor Unread = new("LGS0001", "CS9113", Reason);

    private static readonly SuppressionDescriptor WithoutProperty = new(
        "LGS0002",
        "CA1019",
        Reason
    );

    /// <inheritdoc/>
    public override ImmutableArray<SuppressionDescriptor> SupportedSuppressions { get; } =
        ImmutableArray.Create(Unread, WithoutProperty);

    /// <inheritdoc/>
    public override void ReportSuppressions(SuppressionAnalysisContext context)
    {
        foreach (Diagnostic diagnostic in context.ReportedDiagnostics)
        {
            if (
                diagnostic.Location.SourceTree is { } tree
                && tree.GetRoot(context.CancellationToken)
                    .FindNode(diagnostic.Location.SourceSpan)
                    .FirstAncestorOrSelf<TypeDeclarationSyntax>()
                    is { } declaration
                && context
                    .GetSemanticModel(tree)
                    .GetDeclaredSymbol(declaration, context.CancellationToken)
                    is INamedTypeSymbol type
                && Namespaces.IsBlock(type)
            )
            {
                context.ReportSuppression(
                    Suppression.Create(
                        diagnostic.Id == Unread.SuppressedDiagnosticId ? Unread : WithoutProperty,
                        diagnostic
                    )
                );
            }
        }
    }
}
