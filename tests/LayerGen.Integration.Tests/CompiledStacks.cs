using System;
using System.Collections.Immutable;
using System.IO;
using System.Linq;
using LayerGen.Reference.Checks;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Stacks;

namespace LayerGen.Integration.Tests;

/// <summary>All stacks of this suite, compiled once.</summary>
internal static class CompiledStacks
{
    public const ulong Seed = 1;
    private const int RandomCount = 208;

    private static readonly Lazy<GeneratedNetworks> Compiled = new(() =>
        GeneratedNetworks.Compile([.. KnownStacks.All, .. Random])
    );

    private static readonly Lazy<string> Saved = new(() => Save(Compiled.Value));

    public static ImmutableArray<Stack> Random { get; } = StackCheck.Random(RandomCount, Seed);

    public static GeneratedNetworks Networks => Compiled.Value;

    /// <summary>The compiled networks in a file, for processes that start without them.</summary>
    public static string File => Saved.Value;

    /// <summary>Keeps networks in a file that lasts as long as this process.</summary>
    public static string Save(GeneratedNetworks networks)
    {
        string path = Path.Combine(Path.GetTempPath(), $"layergen-{Guid.NewGuid():N}.dll");
        networks.Save(path);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.File.Delete(path);
        return path;
    }

    public static Stack Known(string name) => KnownStacks.All.Single(stack => stack.Name == name);
}
