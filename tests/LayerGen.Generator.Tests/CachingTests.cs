using Microsoft.CodeAnalysis;
using static Microsoft.CodeAnalysis.IncrementalStepRunReason;

namespace LayerGen.Generator.Tests;

/// <summary>What an edit makes the pipeline do again, stage by stage.</summary>
public sealed class CachingTests
{
    private const string Second = """
        using LayerGen;
        [Network(5)] [Dense(4)] [Softmax] public partial class Second;
        """;

    /// <summary>The compiler's name for its step that calls the parser.</summary>
    private const string ReadSymbols = "result_ForAttributeWithMetadataName";

    private static readonly string[] SourceStages =
    [
        TrackingNames.Declare,
        TrackingNames.Infer,
        TrackingNames.Plan,
        TrackingNames.Emit,
        TrackingNames.Name,
    ];

    [Fact]
    public void Nothing_runs_again_when_nothing_changes()
    {
        GeneratorRun run = GeneratorRun.Of(GeneratorRun.Cnn);

        GeneratorRun again = run with { Driver = run.Driver.RunGenerators(run.Compilation) };

        AssertNotRun(again, [TrackingNames.Parse, TrackingNames.Diagnose, .. SourceStages]);
    }

    [Theory]
    [InlineData("sealed partial class Cnn;", "sealed partial class Cnn; // the reference network")]
    [InlineData("class Cnn;", "class Cnn { }")]
    [InlineData("class Cnn;", "class Cnn { int Twice(int value) => 2 * value; }")]
    [InlineData("class Cnn;", "class Cnn { int Forward(int value) => 2 * value; }")]
    [InlineData("sealed partial class Cnn;\n", "sealed partial class Cnn;\n\n\n")]
    public void Parsing_finds_the_same_when_text_behind_the_attributes_changes(
        string find,
        string replace
    )
    {
        GeneratorRun run = GeneratorRun.Of(GeneratorRun.Cnn).Edit(find, replace);

        AssertOnlySymbolsAreRead(run);
        Assert.All(run.OutputReasons(), reason => Assert.Equal(Cached, reason));
    }

    [Theory]
    [InlineData("namespace Digits;", "\n\nnamespace Digits;")]
    [InlineData("[Network(28, 28, 1)]", "// reads digits\n[Network(28, 28, 1)]")]
    [InlineData("[MaxPool(2)]", "  [ MaxPool ( 2 ) ]  ")]
    [InlineData("[MaxPool(2)]\n", "[MaxPool(2)] // halves the image\n")]
    [InlineData("[MaxPool(2)]", "[MaxPool(1 + 1)]")]
    [InlineData("[MaxPool(2)]", "[MaxPool(2, 2)]")]
    [InlineData("[MaxPool(2)]", "[MaxPool(size: 2, Stride = 2)]")]
    [InlineData("[Flatten]\n[Dense(10)]", "[Flatten, Dense(10)]")]
    [InlineData("[Flatten]", "[System.Obsolete] [Flatten]")]
    public void Only_parsing_runs_when_positions_or_spelling_change(string find, string replace)
    {
        GeneratorRun run = GeneratorRun.Of(GeneratorRun.Cnn).Edit(find, replace);

        Assert.Equal([Modified], run.Reasons(TrackingNames.Parse));
        // These two read positions, which moved: they run, find the same, and all behind them rests.
        Assert.Equal([Unchanged], run.Reasons(TrackingNames.Declare));
        Assert.Equal([Unchanged], run.Reasons(TrackingNames.Diagnose));
        AssertNotRun(run, SourceStages.Except([TrackingNames.Declare]));
        Assert.All(run.OutputReasons(), reason => Assert.Equal(Cached, reason));
    }

    [Fact]
    public void Nothing_runs_again_when_an_unrelated_file_changes()
    {
        GeneratorRun run = GeneratorRun.Of(GeneratorRun.Cnn, "class Other { int a; }");

        AssertOnlySymbolsAreRead(run.Edit("int a;", "string b = \"\";", file: 1));
        AssertOnlySymbolsAreRead(run.Edit("int a;", "int a, b;", file: 1));
        AssertOnlySymbolsAreRead(run.Add("class Third;"));
    }

    [Theory]
    [InlineData("[Dense(10)]", "[Dense(11)]")]
    [InlineData("[Network(28, 28, 1)]", "[Network(28, 28, 3)]")]
    [InlineData("[MaxPool(2)]\n[Flatten]", "[Flatten]")]
    [InlineData("[Dense(10)]\n", "[Dropout(0.5)]\n[Dense(10)]\n")]
    [InlineData("Activation.Relu", "Activation.Tanh")]
    [InlineData("class Cnn", "class Renamed")]
    [InlineData("namespace Digits", "namespace Letters")]
    public void Every_stage_runs_when_the_network_changes(string find, string replace)
    {
        GeneratorRun before = GeneratorRun.Of(GeneratorRun.Cnn);

        GeneratorRun run = before.Edit(find, replace);

        Assert.Equal([Modified], run.Reasons(TrackingNames.Parse));
        Assert.All(SourceStages, stage => Assert.Equal([Modified], run.Reasons(stage)));
        Assert.NotEqual(Text(before), Text(run));
        Assert.Equal(Text(GeneratorRun.Of(run.Compilation.SyntaxTrees[0].ToString())), Text(run));
    }

    [Fact]
    public void Every_stage_runs_when_layers_swap()
    {
        GeneratorRun run = GeneratorRun
            .Of(GeneratorRun.Cnn)
            .Edit(
                "[Conv(32, 3, Activation = Activation.Relu)]\n[MaxPool(2)]",
                "[MaxPool(2)]\n[Conv(32, 3, Activation = Activation.Relu)]"
            );

        Assert.All(SourceStages, stage => Assert.Equal([Modified], run.Reasons(stage)));
    }

    [Fact]
    public void First_network_is_kept_when_a_second_is_added_changed_and_removed()
    {
        GeneratorRun both = GeneratorRun.Of(GeneratorRun.Cnn).Add(Second);
        Assert.All(
            SourceStages,
            stage => Assert.Equal([Kept0, New], both.Reasons(stage).Select(Fold))
        );

        GeneratorRun changed = both.Edit("Dense(4)", "Dense(6)", file: 1);
        Assert.All(
            SourceStages,
            stage => Assert.Equal([Kept0, Modified], changed.Reasons(stage).Select(Fold))
        );

        GeneratorRun removed = changed.Edit("[Network(5)]", "", file: 1);
        Assert.All(
            SourceStages,
            stage => Assert.Equal([Kept0, Removed], removed.Reasons(stage).Select(Fold))
        );
        Assert.All(
            HintNames(removed),
            name => Assert.StartsWith("Digits.Cnn.", name, StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Second_network_in_the_same_file_leaves_the_text_of_the_first()
    {
        GeneratorRun before = GeneratorRun.Of(GeneratorRun.Cnn);

        GeneratorRun run = before.Edit(
            "[Network(28",
            "[Network(5)] [Dense(4)] [Softmax] public partial class Second;\n[Network(28"
        );

        Assert.Equal(2 * HintNames(before).Count(), HintNames(run).Count());
        Assert.Contains(Text(before), Text(run), StringComparison.Ordinal);
    }

    [Fact]
    public void Diagnostic_moves_when_a_line_is_added_above_it()
    {
        GeneratorRun wrong = GeneratorRun.Of(GeneratorRun.Cnn.Replace("Dense(10)", "Dense(0)"));
        int line = wrong.Diagnostics.Single().Location.GetLineSpan().StartLinePosition.Line;

        GeneratorRun moved = wrong.Edit("namespace Digits;", "\nnamespace Digits;");

        Assert.Equal(
            line + 1,
            moved.Diagnostics.Single().Location.GetLineSpan().StartLinePosition.Line
        );
        Assert.Equal([Modified], moved.Reasons(TrackingNames.Diagnose));
        Assert.Empty(moved.Result.GeneratedSources);
    }

    [Fact]
    public void Source_comes_and_goes_when_a_mistake_is_mended_and_made()
    {
        GeneratorRun wrong = GeneratorRun.Of(GeneratorRun.Cnn.Replace("Dense(10)", "Dense(0)"));
        Assert.Empty(wrong.Result.GeneratedSources);

        GeneratorRun mended = wrong.Edit("Dense(0)", "Dense(10)");
        Assert.Empty(mended.Diagnostics);
        Assert.Equal(Text(GeneratorRun.Of(GeneratorRun.Cnn)), Text(mended));

        GeneratorRun wrongAgain = mended.Edit("Dense(10)", "Dense(-1)");
        Assert.Equal(["LG0101"], wrongAgain.Diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.Empty(wrongAgain.Result.GeneratedSources);
    }

    [Fact]
    public void Source_comes_and_goes_when_a_member_clashes_and_is_renamed()
    {
        GeneratorRun clashing = GeneratorRun
            .Of(GeneratorRun.Cnn)
            .Edit("class Cnn;", "class Cnn { int _batch; }");
        Assert.Equal(["LG0010"], clashing.Diagnostics.Select(diagnostic => diagnostic.Id));
        Assert.Empty(clashing.Result.GeneratedSources);

        GeneratorRun renamed = clashing.Edit("_batch", "_size");
        Assert.Empty(renamed.Diagnostics);
        Assert.Equal(Text(GeneratorRun.Of(GeneratorRun.Cnn)), Text(renamed));
    }

    private const IncrementalStepRunReason Kept0 = Cached;

    /// <summary>Cached (not run) and unchanged (run, same value) both stop the pipeline.</summary>
    private static IncrementalStepRunReason Fold(IncrementalStepRunReason reason) =>
        reason == Unchanged ? Cached : reason;

    /// <summary>
    /// Symbols are read again after any edit, as any may have changed what they mean: the compiler's own step does not ask.
    /// It finds the same, and nothing that hangs on it runs.
    /// </summary>
    private static void AssertOnlySymbolsAreRead(GeneratorRun run)
    {
        Assert.Equal([Unchanged], run.Reasons(ReadSymbols));
        AssertNotRun(run, [TrackingNames.Parse, TrackingNames.Diagnose, .. SourceStages]);
    }

    private static void AssertNotRun(GeneratorRun run, params IEnumerable<string> stages) =>
        Assert.All(
            stages,
            stage =>
            {
                Assert.NotEmpty(run.Reasons(stage));
                Assert.All(run.Reasons(stage), reason => Assert.Equal(Cached, reason));
            }
        );

    private static string Text(GeneratorRun run) =>
        string.Join("\n", run.Result.GeneratedSources.Select(source => source.SourceText));

    private static IEnumerable<string> HintNames(GeneratorRun run) =>
        run.Result.GeneratedSources.Select(source => source.HintName);
}
