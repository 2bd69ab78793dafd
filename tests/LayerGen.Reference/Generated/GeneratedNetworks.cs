using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using LayerGen.Generator;
using LayerGen.Generator.Core.Planning;
using LayerGen.Reference.Guards;
using LayerGen.Reference.Stacks;
using Microsoft.CodeAnalysis;

namespace LayerGen.Reference.Generated;

/// <summary>Networks that were declared, generated and compiled while the program runs.</summary>
public sealed class GeneratedNetworks
{
    private static readonly IIncrementalGenerator Usual = new NetworkGenerator();

    // What users have shares memory, which must make no difference; apart, each buffer has bounds to watch.
    private static readonly IIncrementalGenerator Apart = new NetworkGenerator(
        ForcedAlgorithms.None with
        {
            KeepsBuffersApart = true,
        }
    );

    private readonly Assembly _assembly;
    private readonly ImmutableArray<byte> _image;

    private GeneratedNetworks(ImmutableArray<byte> image, ImmutableArray<GeneratedFile> files)
    {
        (_image, Files) = (image, files);
        using MemoryStream stream = new([.. image]);
        // A context of its own: the same networks may be compiled again in one process.
        _assembly = new AssemblyLoadContext("Generated networks").LoadFromStream(stream);
    }

    /// <summary>What the generator wrote; empty when the assembly was read from a file.</summary>
    public ImmutableArray<GeneratedFile> Files { get; }

    /// <summary>Compiles all stacks into one assembly.</summary>
    /// <param name="stacks">The networks.</param>
    /// <param name="isThorough">
    /// Whether documentation and nullable references are analysed, too; all other warnings count in any case.
    /// </param>
    /// <exception cref="GeneratedCodeException">The generator or the compiler reports an error or a warning.</exception>
    public static GeneratedNetworks Compile(IEnumerable<Stack> stacks, bool isThorough = false) =>
        Compile(stacks.Select(stack => (stack, Usual)), isThorough);

    /// <summary>Compiles all stacks into one assembly, each by the generator given with it.</summary>
    /// <exception cref="GeneratedCodeException">A generator or the compiler reports an error or a warning.</exception>
    public static GeneratedNetworks Compile(
        IEnumerable<(Stack Stack, IIncrementalGenerator Generator)> stacks,
        bool isThorough = false
    ) => Compile(stacks, isThorough, isGuarded: false);

    /// <summary>The same, for <see cref="GuardCheck"/>: every access of the networks to memory is watched.</summary>
    public static GeneratedNetworks CompileGuarded(
        IEnumerable<(Stack Stack, IIncrementalGenerator Generator)> stacks
    ) => Compile(stacks, isThorough: false, isGuarded: true);

    /// <inheritdoc cref="CompileGuarded(IEnumerable{ValueTuple{Stack, IIncrementalGenerator}})"/>
    public static GeneratedNetworks CompileGuarded(IEnumerable<Stack> stacks) =>
        CompileGuarded(stacks.Select(stack => (stack, Apart)));

    private static GeneratedNetworks Compile(
        IEnumerable<(Stack Stack, IIncrementalGenerator Generator)> stacks,
        bool isThorough,
        bool isGuarded
    )
    {
        (ImmutableArray<byte> image, ImmutableArray<GeneratedFile> files) = NetworkCompiler.Compile(
            stacks
                .GroupBy(entry => entry.Generator, entry => entry.Stack)
                .Select(group =>
                    (
                        group.Key,
                        group.Select(stack => new SourceFile(
                            stack.FullName,
                            StackSource.Declare(stack)
                        ))
                    )
                ),
            isThorough,
            isGuarded
        );
        return new(image, files);
    }

    /// <summary>Reads networks that were compiled before.</summary>
    public static GeneratedNetworks Load(string path) => new([.. File.ReadAllBytes(path)], []);

    /// <summary>Keeps the networks for another process.</summary>
    public void Save(string path) => File.WriteAllBytes(path, [.. _image]);

    /// <summary>
    /// Finds networks that are the same as some stacks but for their namespace: such were planned in another way.
    /// </summary>
    public ImmutableArray<Stack> VariantsOf(ImmutableArray<Stack> stacks) =>
        [
            .. from type in _assembly.GetExportedTypes()
            from stack in stacks
            where type.Name == stack.Name
            orderby type.FullName
            select stack with
            {
                Namespace = type.Namespace!,
            },
        ];

    /// <summary>Creates a network by the name of its class.</summary>
    public INetwork Create(string fullName, ulong seed = 0, int maxBatchSize = 32, int threads = 0)
    {
        Type type =
            _assembly.GetType(fullName)
            ?? throw new InvalidOperationException($"{fullName} was not compiled.");
        return (INetwork)Activator.CreateInstance(type, seed, maxBatchSize, threads)!;
    }
}

/// <summary>One file the generator wrote.</summary>
public sealed record GeneratedFile(string HintName, string Text);
