using System;
using System.Linq;
using System.Runtime.Intrinsics;
using LayerGen.Reference.Checks;
using LayerGen.Reference.Stacks;
using Xunit;

namespace LayerGen.Integration.Tests;

public sealed class DeterminismTests
{
    private static readonly string AllBits =
        $"--bits --stacks {CompiledStacks.Random.Length} --seed {CompiledStacks.Seed}";

    private static readonly Lazy<ReferenceProcess> Widest = new(() =>
        ReferenceProcess.Run(AllBits)
    );

    public static TheoryData<string> Trained =>
        [.. KnownStacks.Trained.Select(stack => stack.Name)];

    [Theory]
    [MemberData(nameof(Trained))]
    public void Training_gives_the_same_bits_for_any_number_of_threads(string name)
    {
        Stack stack = CompiledStacks.Known(name);
        string[] hashes =
        [
            .. new[] { 1, 2, 3, 2 }.Select(threads =>
                TrainingBits.Hash(CompiledStacks.Networks, stack, threads)
            ),
        ];
        Assert.Single(hashes.Distinct());
    }

    [Theory]
    [MemberData(nameof(Trained))]
    public void Training_gives_other_bits_for_another_seed(string name)
    {
        Stack stack = CompiledStacks.Known(name);
        Assert.NotEqual(
            TrainingBits.Hash(CompiledStacks.Networks, stack, 1, seed: 1),
            TrainingBits.Hash(CompiledStacks.Networks, stack, 1, seed: 2)
        );
    }

    /// <remarks>
    /// Whatever the number of lanes, a value gets the same terms in the same order, by fused multiply-adds. Without AVX2
    /// there are none of those on x64: each product is rounded, and the last bits are other ones. Such processors are
    /// left out here; their gradients are judged with the others.
    /// </remarks>
    [SkippableTheory]
    [InlineData(256, ReferenceProcess.Vectors256)]
    [InlineData(128, ReferenceProcess.Fused128)]
    public void Training_gives_the_same_bits_with_narrower_vectors(int bits, string setting)
    {
        Skip.IfNot(
            Vector512.IsHardwareAccelerated,
            "This processor has no vectors of 512 bits to compare with."
        );
        ReferenceProcess narrow = ReferenceProcess.Run(AllBits, setting);
        Assert.Equal((512, bits), (Widest.Value.VectorBits, narrow.VectorBits));
        Assert.Equal(
            (3 * KnownStacks.Trained.Length)
                + KnownStacks.Alone.Length
                + CompiledStacks.Random.Length,
            Widest.Value.Beginning("bits").Length
        );
        Assert.Equal<string>([.. Widest.Value.Beginning("bits")], [.. narrow.Beginning("bits")]);
        Assert.Equal((0, 0), (Widest.Value.ExitCode, narrow.ExitCode));
    }
}
