using System;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.Intrinsics;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Stacks;
using Microsoft.CodeAnalysis;
using Xunit;
using Xunit.Abstractions;

namespace LayerGen.Integration.Tests;

/// <summary>
/// Every access of generated code to memory, watched: within its buffers, no number written by two items of a phase, and
/// results that depend neither on the order of the items nor on what earlier batches left in memory.
/// </summary>
public sealed class GuardTests(ITestOutputHelper output)
{
    // Each of the generator's sorts twice.
    private const int RandomStacks = 42;

    private static readonly Lazy<string> Guarded = new(() =>
        CompiledStacks.Save(
            GeneratedNetworks.CompileGuarded([
                .. KnownStacks.All,
                .. CompiledStacks.Random.Take(RandomStacks),
            ])
        )
    );

    // Of each algorithm those that are trained and as many more.
    private static readonly ImmutableArray<(
        Stack Stack,
        IIncrementalGenerator Generator,
        IIncrementalGenerator Apart
    )> GuardedVariants =
    [
        .. ForcedNetworks
            .Variants.GroupBy(variant => variant.Stack.Namespace)
            .SelectMany(group => group.Take(6)),
    ];

    private static readonly Lazy<string> GuardedFile = new(() =>
        CompiledStacks.Save(
            GeneratedNetworks.CompileGuarded(
                GuardedVariants.Select(variant => (variant.Stack, variant.Apart))
            )
        )
    );

    public static TheoryData<int, string> Widths =>
        new()
        {
            { 512, "" },
            { 256, ReferenceProcess.Vectors256 },
            { 128, ReferenceProcess.Fused128 },
        };

    [SkippableTheory]
    [MemberData(nameof(Widths))]
    public void Networks_stay_within_their_memory_and_start_afresh_each_batch(
        int bits,
        string setting
    ) =>
        RequireRight(
            CompiledStacks.File,
            $"--guards --stacks {RandomStacks} --seed {CompiledStacks.Seed} --guarded {Guarded.Value}",
            KnownStacks.All.Length + RandomStacks,
            bits,
            setting
        );

    [SkippableTheory]
    [MemberData(nameof(Widths))]
    public void Forced_algorithms_stay_within_their_memory_and_start_afresh_each_batch(
        int bits,
        string setting
    ) =>
        RequireRight(
            ForcedNetworks.File,
            $"--variants --guards --guarded {GuardedFile.Value}",
            GuardedVariants.Length,
            bits,
            setting
        );

    private void RequireRight(
        string assembly,
        string arguments,
        int networks,
        int bits,
        string setting
    )
    {
        Skip.IfNot(
            Vector512.IsHardwareAccelerated,
            "This processor has no vectors of 512 bits; narrower ones are watched beside them."
        );
        ReferenceProcess process = ReferenceProcess.RunOn(
            assembly,
            arguments,
            setting.Length == 0 ? [] : [setting]
        );
        output.WriteLine(process.Text);
        Assert.True(process.ExitCode == 0, process.Text);
        Assert.Equal(bits, process.VectorBits);
        Assert.Contains($"guarded={networks} wrong=0", process.Lines);
    }
}
