using System;
using System.Collections.Immutable;
using System.Linq;
using LayerGen.Reference.Checks;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Stacks;

namespace LayerGen.Integration.Tests;

/// <summary>All stacks of this suite, compiled once.</summary>
internal static class CompiledStacks
{
    private const ulong Seed = 1;
    private const int RandomCount = 220;

    private static readonly Lazy<GeneratedNetworks> Compiled = new(() =>
        GeneratedNetworks.Compile([.. KnownStacks.Alone, .. KnownStacks.Trained, .. Random])
    );

    public static ImmutableArray<Stack> Random { get; } = StackCheck.Random(RandomCount, Seed);

    public static GeneratedNetworks Networks => Compiled.Value;

    public static Stack Known(string name) =>
        KnownStacks.Alone.AddRange(KnownStacks.Trained).Single(stack => stack.Name == name);
}
