using System.Runtime.CompilerServices;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;

namespace LayerGen.Generator.Tests;

/// <summary>Lists that must name everything: documents and catalogues rot unless a test holds them.</summary>
public sealed class DocumentTests
{
    private static readonly string Root = Path.GetFullPath(
        Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..")
    );

    [Fact]
    public void Every_rule_has_a_row_in_the_documents()
    {
        string[] rows =
        [
            .. Lines("docs/diagnostics.md")
                .Where(line => line.StartsWith("| <a", StringComparison.Ordinal)),
        ];

        Assert.Equal(
            Rules.All.Select(rule =>
                $"| <a id=\"{rule.Id.ToLowerInvariant()}\"></a>{rule.Id} {rule.Title} |"
            ),
            rows.Select(row => row[..(row.IndexOf('|', 1) + 1)])
        );
        Assert.All(
            rows,
            row => Assert.All(row.Split('|')[1..^1], cell => Assert.True(cell.Trim().Length > 10))
        );
    }

    [Fact]
    public void Every_rule_has_a_release_entry()
    {
        string[] released =
        [
            .. Lines("src/LayerGen.Generator/AnalyzerReleases.Shipped.md"),
            .. Lines("src/LayerGen.Generator/AnalyzerReleases.Unshipped.md"),
        ];

        Assert.Equal(
            Rules.All.Select(rule =>
                $"{rule.Id} | {rule.Category} | {rule.DefaultSeverity} | {rule.Title}"
            ),
            released
                .Where(line => line.StartsWith("LG", StringComparison.Ordinal))
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Every_rule_is_listed_once_in_order_and_links_to_its_row()
    {
        string[] ids =
        [
            .. typeof(RuleIds).GetFields().Select(field => (string)field.GetRawConstantValue()!),
        ];

        Assert.Equal(ids, Rules.All.Select(rule => rule.Id));
        Assert.Equal(ids, ids.Distinct().Order(StringComparer.Ordinal));
        Assert.All(
            Rules.All,
            rule =>
            {
                Assert.Equal($"docs/diagnostics.md#{rule.Id.ToLowerInvariant()}", rule.HelpLinkUri);
                Assert.Equal(DiagnosticSeverity.Error, rule.DefaultSeverity);
                Assert.EndsWith(".", rule.MessageFormat.ToString(), StringComparison.Ordinal);
            }
        );
    }

    [Fact]
    public void Catalogue_lists_every_layer_attribute_of_the_runtime() =>
        Assert.Equal(
            typeof(LayerAttribute)
                .Assembly.GetTypes()
                .Where(type =>
                    type.IsSubclassOf(typeof(LayerAttribute))
                    && !type.IsAbstract
                    && type != typeof(InputAttribute)
                )
                .Select(type => type.Name[..^"Attribute".Length])
                .Order(StringComparer.Ordinal),
            LayerCatalog.Kinds.Select(kind => kind.Attribute).Order(StringComparer.Ordinal)
        );

    [Theory]
    [InlineData(typeof(Activation), typeof(Generator.Core.Layers.Activation))]
    [InlineData(typeof(Padding), typeof(Generator.Core.Layers.Padding))]
    public void Enumerations_of_the_core_are_those_of_the_runtime(Type runtime, Type core) =>
        Assert.Equal(Members(runtime), Members(core));

    private static IEnumerable<(string, int)> Members(Type type) =>
        Enum.GetNames(type).Select(name => (name, (int)Enum.Parse(type, name)));

    private static string[] Lines(string path) => File.ReadAllLines(Path.Combine(Root, path));

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
