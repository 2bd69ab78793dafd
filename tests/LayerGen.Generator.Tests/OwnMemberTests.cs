using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace LayerGen.Generator.Tests;

/// <summary>What a class may declare beside the network that is generated into it.</summary>
public sealed class OwnMemberTests
{
    [Theory]
    [InlineData("int _batch;")]
    [InlineData("int _conv1Weight;")]
    [InlineData("const int GroupSize = 3;")]
    [InlineData("public int InputSize() => 3;")]
    [InlineData("public int Forward => 3;")]
    [InlineData("event System.Action Run { add { } remove { } }")]
    [InlineData("class Workspace;")]
    [InlineData("enum IKernels;")]
    [InlineData("struct Vector256Kernels;")]
    [InlineData("public void Dispose() { }")]
    [InlineData("int Sum() => 3;")]
    [InlineData("void RunShard<T>(int shard, Workspace work) { }")]
    [InlineData("void Execute<T>(int a, int b, int c) { }")]
    [InlineData("void CompleteConv1Gradient() { }")]
    [InlineData("void PackDense1BackwardWeight(ref float packed, nint begin, nint end) { }")]
    [InlineData("static void EntryForward(in float input, out float output) => output = input;")]
    [InlineData(
        "BatchLoss Loss(MathNet.Numerics.LinearAlgebra.Single.DenseMatrix x, System.ReadOnlyMemory<int> y) => default;"
    )]
    public void Member_that_cannot_stand_beside_a_generated_one_is_reported_on_its_name(
        string member
    )
    {
        GeneratorRun run = GeneratorRun.Of(With(member));

        Assert.Equal("LG0010", Assert.Single(run.Diagnostics).Id);
        Assert.Empty(run.Result.GeneratedSources);
    }

    [Theory]
    [InlineData("int _batches;")]
    [InlineData("int _dense2Weight;")]
    [InlineData("const int Conv1Filters = 32;")]
    [InlineData("public Cnn(string name) : this(1) { }")]
    [InlineData("public float[] Forward(float[] input) => input;")]
    [InlineData(
        "public void Forward<T>(MathNet.Numerics.LinearAlgebra.Single.DenseMatrix input) { }"
    )]
    [InlineData("public void Forward(MathNet.Numerics.LinearAlgebra.Double.DenseMatrix input) { }")]
    [InlineData("public void Dispose(bool disposing) { }")]
    [InlineData("int Sum(int a) => a;")]
    [InlineData("void Execute(int a, int b, int c) { }")]
    [InlineData("static Cnn() { }")]
    [InlineData("public int this[int index] => index;")]
    [InlineData(
        "BatchLoss Loss(MathNet.Numerics.LinearAlgebra.Single.DenseMatrix x, MathNet.Numerics.LinearAlgebra.Single.DenseMatrix y) => default;"
    )]
    public void Other_members_compile_beside_the_generated_ones(string member)
    {
        GeneratorRun run = GeneratorRun.Of(With(member));

        Assert.Empty(run.Diagnostics);
        Assert.Empty(Errors(run));
    }

    [Theory]
    [InlineData("Workers")]
    [InlineData("Description")]
    [InlineData("GroupSize")]
    [InlineData("RunShard")]
    [InlineData("Workspace")]
    [InlineData("_shards")]
    public void Class_that_is_named_like_a_generated_member_is_reported_on_its_name(string name)
    {
        GeneratorRun run = GeneratorRun.Of(GeneratorRun.Cnn.Replace("class Cnn", $"class {name}"));

        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal("LG0010", diagnostic.Id);
        Assert.Equal(name.Length, diagnostic.Location.SourceSpan.Length);
        Assert.Empty(run.Result.GeneratedSources);
    }

    private static string With(string member) =>
        GeneratorRun.Cnn.Replace("class Cnn;", $"class Cnn {{ {member} }}");

    private static IEnumerable<Diagnostic> Errors(GeneratorRun run)
    {
        CSharpGeneratorDriver
            .Create(
                [new NetworkGenerator().AsSourceGenerator()],
                parseOptions: new(LanguageVersion.Latest)
            )
            .RunGeneratorsAndUpdateCompilation(run.Compilation, out Compilation whole, out _);
        return whole.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error);
    }
}
