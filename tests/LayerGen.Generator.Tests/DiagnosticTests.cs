using LayerGen.Generator.Diagnostics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LayerGen.Generator.Tests;

public sealed class DiagnosticTests
{
    private const string Usings = "using LayerGen;\n\n";

    public static TheoryData<DiagnosticCase> Cases => new(DiagnosticCases.All);

    [Theory]
    [MemberData(nameof(Cases), DisableDiscoveryEnumeration = true)]
    public void Diagnostic_stands_on_the_mistake_when_a_declaration_is_wrong(DiagnosticCase wrong)
    {
        string marked = Usings + wrong.Source;
        int start = marked.IndexOf('⟦', StringComparison.Ordinal);
        int end = marked.IndexOf('⟧', StringComparison.Ordinal) - 1;
        string source = marked.Replace("⟦", "").Replace("⟧", "");

        GeneratorRun run = GeneratorRun.Of(source);

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(wrong.Id, diagnostic.Id);
        Assert.Equal(DiagnosticSeverity.Error, diagnostic.Severity);
        Assert.Equal(wrong.Message, diagnostic.GetMessage());
        Assert.Equal(
            source[start..end],
            source.Substring(
                diagnostic.Location.SourceSpan.Start,
                diagnostic.Location.SourceSpan.Length
            )
        );
        Assert.Equal(TextSpan.FromBounds(start, end), diagnostic.Location.SourceSpan);
        FileLinePositionSpan lines = diagnostic.Location.GetLineSpan();
        Assert.Equal("File0.cs", lines.Path);
        Assert.Equal(
            SourceText.From(source).Lines.GetLinePositionSpan(TextSpan.FromBounds(start, end)),
            lines.Span
        );
        Assert.Empty(run.Result.GeneratedSources);
    }

    [Fact]
    public void Cases_cover_every_rule() =>
        Assert.Equal(
            Rules.All.Select(rule => rule.Id).Order(),
            DiagnosticCases.All.Select(wrong => wrong.Id).Distinct().Order()
        );

    [Fact]
    public void Diagnostics_accumulate_when_mistakes_are_independent() =>
        Assert.Equal(
            ["LG0001", "LG0101", "LG0101", "LG0102", "LG0008"],
            Ids(
                """
                using LayerGen;
                public class MyAttribute : LayerAttribute;
                [Network(28, 0, 1)] [Conv(0, 3)] [Dropout(2)] [My] [Softmax] public class Net;
                """
            )
        );

    [Fact]
    public void Diagnostics_of_shape_class_and_order_stand_together() =>
        Assert.Equal(
            ["LG0001", "LG0202", "LG0302"],
            Ids("using LayerGen; [Network(8, 8, 1)] [Dense(3)] [Dense(4)] [Relu] public class Net;")
        );

    [Fact]
    public void Diagnostics_stop_at_the_first_shape_that_does_not_fit() =>
        Assert.Equal(
            ["LG0202"],
            Ids(
                "using LayerGen; [Network(8, 8, 1)] [Dense(3)] [Conv(4, 99)] [Softmax] public partial class Net;"
            )
        );

    [Fact]
    public void Layers_behind_softmax_are_each_reported_without_a_missing_loss() =>
        Assert.Equal(
            ["LG0301", "LG0301"],
            Ids(
                "using LayerGen; [Network(8)] [Dense(3)] [Softmax] [Dense(4)] [Relu] public partial class Net;"
            )
        );

    [Fact]
    public void Stray_layer_in_another_file_is_reported_in_that_file()
    {
        GeneratorRun run = GeneratorRun.Of(
            "[LayerGen.Softmax] public partial class Net;",
            "using LayerGen; [Network(8)] [Dense(3)] public partial class Net;"
        );

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("LG0006", diagnostic.Id);
        Assert.Equal("File0.cs", diagnostic.Location.GetLineSpan().Path);
    }

    // Each is rejected by the compiler, which says why; a second message would only be noise.
    [Theory]
    [InlineData("[Network(true)] [Dense(2)] [Softmax]")]
    [InlineData("[Network(] [Dense(2)] [Softmax]")]
    [InlineData("[Network(4, 4)] [Dense(2)] [Softmax]")]
    [InlineData("[Network(\"4\")] [Dense(2)] [Softmax]")]
    [InlineData("[Network(4)] [Network(5)] [Dense(2)] [Softmax]")]
    [InlineData("[Network(4)] [Dense] [Softmax]")]
    [InlineData("[Network(4)] [Dense(] [Softmax]")]
    [InlineData("[Network(4)] [Dense(2, ] [Softmax]")]
    [InlineData("[Network(4)] [Dense(2, Activation = )] [Softmax]")]
    [InlineData("[Network(4)] [Dense(2, Activation = Activation.Gelu)] [Softmax]")]
    [InlineData("[Network(4)] [Dense(2, L1 = 1, L1 = -2)] [Softmax]")]
    [InlineData("[Network(4)] [Dense(2, Unknown = 1)] [Softmax]")]
    [InlineData("[Network(4)] [Dense(\"2\")] [Softmax]")]
    [InlineData("[Network(4)] [Dense(2.5)] [Softmax]")]
    [InlineData("[Network(4)] [Dense(int.Parse(\"2\"))] [Softmax]")]
    [InlineData("[Network(4)] [Dense(new[] { 2 })] [Softmax]")]
    [InlineData("[Network(4)] [Dense(units: 2, units: 3)] [Softmax]")]
    [InlineData("[Network(4)] [Dense(filters: 2)] [Softmax]")]
    [InlineData("[Network(4)] [Den] [Softmax]")]
    [InlineData("[Netwrk(4)] [Dense(2)] [Softmax]")]
    [InlineData("[Network(4)] [Dens(2)] [Conv(2, 3)] [Softmax]")]
    public void Compiler_speaks_alone_when_it_rejects_an_attribute(string attributes)
    {
        GeneratorRun run = GeneratorRun.Of(
            $"using LayerGen; {attributes} public partial class Net;"
        );

        Assert.Empty(run.Diagnostics);
        Assert.Empty(run.Result.GeneratedSources);
        Assert.Contains(
            run.Compilation.GetDiagnostics(),
            diagnostic => diagnostic.Severity == DiagnosticSeverity.Error
        );
    }

    [Fact]
    public void Other_mistakes_are_reported_beside_an_attribute_the_compiler_rejects() =>
        Assert.Equal(
            ["LG0102"],
            Ids(
                "using LayerGen; [Network(4)] [Dense] [Dropout(7)] [Softmax] public partial class Net;"
            )
        );

    private static IEnumerable<string> Ids(string source) =>
        GeneratorRun.Of(source).Diagnostics.Select(diagnostic => diagnostic.Id);
}
