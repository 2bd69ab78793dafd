using System.Runtime.Intrinsics;
using Xunit;
using Xunit.Abstractions;

namespace LayerGen.Integration.Tests;

/// <summary>The same networks on narrower processors; each width runs in a process of its own.</summary>
public sealed class VectorWidthTests(ITestOutputHelper output)
{
    // The narrowest width emulates fused multiply-adds in software: these are fewer than in the process of the tests.
    private static readonly string FewStacks = $"--stacks 60 --seed {CompiledStacks.Seed}";

    [SkippableFact]
    public void Random_stacks_are_right_with_vectors_of_256_bits()
    {
        Skip.IfNot(
            Vector512.IsHardwareAccelerated,
            "This processor has no vectors of 512 bits to do without."
        );
        RequireRight(256, ReferenceProcess.Vectors256);
    }

    [SkippableFact]
    public void Random_stacks_are_right_with_vectors_of_128_bits()
    {
        Skip.IfNot(
            Vector256.IsHardwareAccelerated,
            "This processor has no vectors of 256 bits to do without."
        );
        RequireRight(128, ReferenceProcess.Vectors128);
    }

    [Fact]
    public void Random_stacks_are_right_without_vector_instructions() =>
        RequireRight(0, ReferenceProcess.Scalars);

    private void RequireRight(int bits, string setting)
    {
        ReferenceProcess process = ReferenceProcess.Run(FewStacks, setting);
        output.WriteLine(process.Text);
        Assert.True(process.ExitCode == 0, process.Text);
        Assert.Equal(bits, process.VectorBits);
    }
}
