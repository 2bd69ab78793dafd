using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Generated;

/// <summary>Networks that were declared, generated and compiled while the program runs.</summary>
public sealed class GeneratedNetworks
{
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
    public static GeneratedNetworks Compile(IEnumerable<Stack> stacks, bool isThorough = false)
    {
        (ImmutableArray<byte> image, ImmutableArray<GeneratedFile> files) = NetworkCompiler.Compile(
            [.. stacks.Select(stack => (stack.FullName, StackSource.Declare(stack)))],
            isThorough
        );
        return new(image, files);
    }

    /// <summary>Reads networks that were compiled before.</summary>
    public static GeneratedNetworks Load(string path) => new([.. File.ReadAllBytes(path)], []);

    /// <summary>Keeps the networks for another process.</summary>
    public void Save(string path) => File.WriteAllBytes(path, [.. _image]);

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
