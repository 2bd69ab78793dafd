using System.Collections.Immutable;
using LayerGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace MnistModel.Tests.Documents;

/// <summary>Compiles a reader's program, with the generator at work and the settings of <c>dotnet new console</c>.</summary>
internal static class TutorialCompiler
{
    private const string ImplicitUsings = """
        global using System;
        global using System.Collections.Generic;
        global using System.IO;
        global using System.Linq;
        global using System.Net.Http;
        global using System.Threading;
        global using System.Threading.Tasks;
        """;

    /// <summary>What a program needs beside its own assembly.</summary>
    public static ImmutableArray<string> Libraries { get; } =
    ["LayerGen.Runtime", "CsvHelper", "MathNet.Numerics", "StbImageSharp"];

    /// <summary>Compiles files into a program.</summary>
    /// <param name="sources">Their texts.</param>
    /// <returns>The assembly, and what the generator and the compiler have to say.</returns>
    public static (byte[] Image, ImmutableArray<Diagnostic> Diagnostics) Compile(
        params IEnumerable<string> sources
    )
    {
        CSharpParseOptions parsing = new(LanguageVersion.Latest);
        CSharpCompilation declared = CSharpCompilation.Create(
            "Spirals",
            sources
                .Append(ImplicitUsings)
                .Select(text => CSharpSyntaxTree.ParseText(text, parsing)),
            References(),
            new CSharpCompilationOptions(
                OutputKind.ConsoleApplication,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: NullableContextOptions.Enable
            )
        );
        CSharpGeneratorDriver
            .Create([new NetworkGenerator().AsSourceGenerator()], parseOptions: parsing)
            .RunGeneratorsAndUpdateCompilation(
                declared,
                out Compilation compilation,
                out ImmutableArray<Diagnostic> reported
            );
        using MemoryStream image = new();
        ImmutableArray<Diagnostic> emitted = compilation.Emit(image).Diagnostics;
        return (image.ToArray(), [.. reported, .. emitted]);
    }

    private static IEnumerable<MetadataReference> References() =>
        ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
            .Split(Path.PathSeparator)
            .Where(path =>
                Path.GetFileNameWithoutExtension(path) is var name
                && (
                    name.StartsWith("System.", StringComparison.Ordinal) || Libraries.Contains(name)
                )
            )
            .Select(path => MetadataReference.CreateFromFile(path));
}
