using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace LayerGen.Benchmarks;

/// <summary>
/// The first run of the generator in a process whose compiler is warm: what a build server or an editor that has just
/// loaded it pays once, the just-in-time compilation of the generator included.
/// </summary>
[Config(typeof(Once))]
public class FirstRunBenchmarks
{
    private UserProject? _opened;

    /// <summary>Warms the compiler: another generator of the same sort runs, and all is bound.</summary>
    [GlobalSetup]
    public void Setup()
    {
        _opened = UserProject.New();
        CSharpGeneratorDriver
            .Create(new Other())
            .RunGeneratorsAndUpdateCompilation(
                _opened.Compilation,
                out Compilation compilation,
                out _
            );
        compilation.GetDiagnostics();
        _opened = UserProject.New();
    }

    /// <summary>The first run.</summary>
    [Benchmark]
    public object First() => _opened!.Generated();

    /// <summary>One call and no warm-up, in this process: a second one would find the generator compiled.</summary>
    private sealed class Once : ManualConfig
    {
        public Once() => AddJob(Job.Dry.WithToolchain(InProcessEmitToolchain.Instance));
    }

    /// <summary>Finds classes with the attribute of networks, and writes a comment for each.</summary>
    private sealed class Other : IIncrementalGenerator
    {
        public void Initialize(IncrementalGeneratorInitializationContext context) =>
            context.RegisterSourceOutput(
                context.SyntaxProvider.ForAttributeWithMetadataName(
                    typeof(NetworkAttribute).FullName!,
                    (node, _) => node is ClassDeclarationSyntax,
                    (found, _) => found.TargetSymbol.Name
                ),
                (output, name) => output.AddSource($"{name}.g.cs", $"// {name}")
            );
    }
}
