using System.Collections.Immutable;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Planning;
using LayerGen.Generator.Diagnostics;
using LayerGen.Generator.Emission;
using LayerGen.Generator.Parsing;
using Microsoft.CodeAnalysis;

namespace LayerGen.Generator;

/// <summary>
/// The pipeline: attributes → declaration → shaped graph → plan → text. Two outputs branch off behind parsing: the source
/// branch drops positions first, so that moving a line shows errors anew without making code anew.
/// </summary>
[Generator(LanguageNames.CSharp)]
public sealed class NetworkGenerator : IIncrementalGenerator
{
    private readonly ForcedAlgorithms _forced;

    /// <summary>The generator that the compiler creates.</summary>
    public NetworkGenerator()
        : this(ForcedAlgorithms.None) { }

    /// <summary>For tests of algorithms that are seldom chosen.</summary>
    internal NetworkGenerator(ForcedAlgorithms forced) => _forced = forced;

    /// <inheritdoc/>
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<ParsedNetwork> parsed = context
            .SyntaxProvider.ForAttributeWithMetadataName(
                Namespaces.NetworkAttribute,
                NetworkParser.IsCandidate,
                NetworkParser.Parse
            )
            .SelectMany((network, _) => ToArray(network))
            .WithTrackingName(TrackingNames.Parse);

        IncrementalValuesProvider<ShapedGraph> graphs = parsed
            .Select((network, _) => network.Emittable)
            .WithTrackingName(TrackingNames.Declare)
            .Select((declaration, _) => declaration.Then(ShapeInference.Infer))
            .SelectMany((result, _) => ToArray((result as Result<ShapedGraph>.Ok)?.Value))
            .WithTrackingName(TrackingNames.Infer);

        IncrementalValueProvider<EquatableArray<string>> names = graphs
            .Select((graph, _) => graph.FullName)
            .Collect()
            .Select((all, _) => HintNames.Clashing(all));

        IncrementalValuesProvider<EquatableArray<GeneratedFile>> files = graphs
            .Select((graph, _) => Planner.Plan(graph, _forced))
            .WithTrackingName(TrackingNames.Plan)
            .Select((plan, _) => (plan.Graph.FullName, Files: NetworkEmitter.Emit(plan)))
            .WithTrackingName(TrackingNames.Emit)
            .Combine(names)
            .Select((pair, _) => HintNames.Apply(pair.Left.Files, pair.Left.FullName, pair.Right))
            .WithTrackingName(TrackingNames.Name);

        context.RegisterSourceOutput(
            files,
            (output, network) =>
            {
                foreach (GeneratedFile file in network)
                {
                    output.AddSource(file.HintName, file.Text);
                }
            }
        );
        context.RegisterSourceOutput(
            parsed
                .Select((network, _) => LocatedError.Locate(network))
                .WithTrackingName(TrackingNames.Diagnose),
            (output, errors) =>
            {
                foreach (LocatedError error in errors)
                {
                    output.ReportDiagnostic(error.ToDiagnostic());
                }
            }
        );
    }

    private static ImmutableArray<T> ToArray<T>(T? value)
        where T : class => value is null ? ImmutableArray<T>.Empty : ImmutableArray.Create(value);
}
