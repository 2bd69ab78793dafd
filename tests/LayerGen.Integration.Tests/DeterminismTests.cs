using System.Linq;
using System.Runtime.Intrinsics;
using LayerGen.Reference.Checks;
using LayerGen.Reference.Stacks;
using Xunit;

namespace LayerGen.Integration.Tests;

public sealed class DeterminismTests
{
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
    /// A value is summed in one lane, in the same order whatever the number of lanes, by fused multiply-adds. Without
    /// AVX2 there are none of those on x64: each product is rounded, and the last bits are other ones. That width is
    /// therefore left out here; its gradients are judged with the others.
    /// </remarks>
    [SkippableFact]
    public void Training_gives_the_same_bits_with_vectors_of_512_and_256_bits()
    {
        Skip.IfNot(
            Vector512.IsHardwareAccelerated,
            "This processor has no vectors of 512 bits to compare with."
        );
        ReferenceProcess wide = ReferenceProcess.Run("--bits");
        ReferenceProcess narrow = ReferenceProcess.Run("--bits", "DOTNET_EnableAVX512");
        Assert.Equal((512, 256), (wide.VectorBits, narrow.VectorBits));
        Assert.Equal(3 * KnownStacks.Trained.Length, wide.Beginning("bits").Length);
        Assert.Equal<string>([.. wide.Beginning("bits")], [.. narrow.Beginning("bits")]);
        Assert.Equal((0, 0), (wide.ExitCode, narrow.ExitCode));
    }
}
