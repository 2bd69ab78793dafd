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
        GeneratedNetworks.Compile([.. KnownStacks.Alone, .. KnownStacks.Trained, .. Random])
    );

    private static readonly Lazy<string> Saved = new(() =>
    {
        string path = Path.Combine(Path.GetTempPath(), $"layergen-{Guid.NewGuid():N}.dll");
        Compiled.Value.Save(path);
        AppDomain.CurrentDomain.ProcessExit += (_, _) => System.IO.File.Delete(path);
        return path;
    });

    public static ImmutableArray<Stack> Random { get; } = StackCheck.Random(RandomCount, Seed);

    public static GeneratedNetworks Networks => Compiled.Value;

    /// <summary>The compiled networks in a file, for processes that start without them.</summary>
    public static string File => Saved.Value;

    public static Stack Known(string name) =>
        KnownStacks.Alone.AddRange(KnownStacks.Trained).Single(stack => stack.Name == name);
}
