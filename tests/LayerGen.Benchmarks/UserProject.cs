using System.Collections.Immutable;
using LayerGen.Generator;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace LayerGen.Benchmarks;

/// <summary>A user's project in the compiler's memory: the reference network in one file, something else in another.</summary>
/// <param name="Compilation">The project.</param>
/// <param name="Driver">What the compiler knows of the generator's last run.</param>
internal sealed record UserProject(CSharpCompilation Compilation, GeneratorDriver Driver)
{
    /// <summary>The file of the network.</summary>
    public const int NetworkFile = 0;

    /// <summary>The other file.</summary>
    public const int OtherFile = 1;

    private const string NetworkResource = "ReferenceCnn.cs";
    private const string Other = "internal static class Other { public const int Answer = 42; }";

    /// <summary>The project before the generator ran.</summary>
    public static UserProject New()
    {
        CSharpParseOptions options = new(LanguageVersion.Latest);
        return new(
            CSharpCompilation.Create(
                "User",
                new[] { NetworkText(), Other }.Select(text =>
                    CSharpSyntaxTree.ParseText(text, options)
                ),
                References(),
                new(
                    OutputKind.DynamicallyLinkedLibrary,
                    nullableContextOptions: NullableContextOptions.Enable
                )
            ),
            CSharpGeneratorDriver.Create(
                [new NetworkGenerator().AsSourceGenerator()],
                parseOptions: options
            )
        );
    }

    /// <summary>Compiles nothing, but runs the generator.</summary>
    public UserProject Generated() => this with { Driver = Driver.RunGenerators(Compilation) };

    /// <summary>Replaces text in a file, as an editor does.</summary>
    /// <exception cref="ArgumentException">The text is not there.</exception>
    public UserProject Edited(int file, string find, string replace)
    {
        SyntaxTree old = Compilation.SyntaxTrees[file];
        SourceText text = old.GetText();
        int start = text.ToString().IndexOf(find, StringComparison.Ordinal);
        if (start < 0)
            throw new ArgumentException($"'{find}' is not in file {file}.", nameof(find));
        TextChange change = new(new(start, find.Length), replace);
        return this with
        {
            Compilation = Compilation.ReplaceSyntaxTree(
                old,
                old.WithChangedText(text.WithChanges(change))
            ),
        };
    }

    private static string NetworkText()
    {
        using Stream stream = typeof(UserProject).Assembly.GetManifestResourceStream(
            NetworkResource
        )!;
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }

    /// <summary>The running framework, the runtime library and MathNet.</summary>
    private static ImmutableArray<MetadataReference> References() =>
        [
            .. Directory
                .EnumerateFiles(
                    Path.GetDirectoryName(typeof(object).Assembly.Location)!,
                    "System*.dll"
                )
                .Append(typeof(NetworkAttribute).Assembly.Location)
                .Append(typeof(MathNet.Numerics.LinearAlgebra.Single.DenseMatrix).Assembly.Location)
                .Select(path => MetadataReference.CreateFromFile(path)),
        ];
}
