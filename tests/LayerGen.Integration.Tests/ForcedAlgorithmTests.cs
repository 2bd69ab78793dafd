using System;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.Intrinsics;
using LayerGen.Generator.Core.Planning;
using LayerGen.Reference.Stacks;
using Xunit;
using Xunit.Abstractions;

namespace LayerGen.Integration.Tests;

/// <summary>
/// Every algorithm that the planner can choose, on shapes for which it would choose another: judged, repeated and watched
/// like those that it does choose. What the planner chooses by itself is judged by the other tests.
/// </summary>
public sealed class ForcedAlgorithmTests(ITestOutputHelper output)
{
    public static TheoryData<string> Algorithms =>
        [
            .. ForcedNetworks.Algorithms.Select(algorithm =>
                $"{algorithm.GetType().Name}.{algorithm}"
            ),
        ];

    [Theory]
    [MemberData(nameof(Algorithms))]
    public void Every_algorithm_can_be_forced_and_is_at_work_in_a_known_stack(string name)
    {
        Enum algorithm = ForcedNetworks.Algorithms.Single(candidate =>
            $"{candidate.GetType().Name}.{candidate}" == name
        );
        ImmutableArray<Stack> chosen =
        [
            .. KnownStacks.All.Where(stack =>
                ForcedNetworks
                    .Plan(stack, ForcedNetworks.Forced(algorithm))
                    .Stages.Any(stage => stage.Decisions.Any(made => made.Chosen.Equals(algorithm)))
            ),
        ];
        // Trained for several steps, too: only then are its determinism and its allocations seen.
        Assert.Contains(chosen, stack => KnownStacks.Trained.Contains(stack));
        Assert.True(chosen.Length >= 3, $"{name} is at work in {chosen.Length} known stacks only.");
    }

    [Fact]
    public void Each_choice_with_a_cost_names_an_algorithm_that_can_be_forced() =>
        Assert.All(
            KnownStacks.All.SelectMany(stack =>
                ForcedNetworks.Plan(stack, ForcedAlgorithms.None).Stages
            ),
            stage =>
                Assert.All(
                    stage.Decisions.SelectMany(made => made.Possible),
                    estimate => Assert.Contains(estimate.Algorithm, ForcedNetworks.Algorithms)
                )
        );

    [Fact]
    public void Forced_algorithms_are_right_with_the_widest_vectors() =>
        Assert.NotEqual(0, Check(Widest.Value).VectorBits);

    [SkippableFact]
    public void Forced_algorithms_are_right_with_vectors_of_256_bits()
    {
        Skip.IfNot(
            Vector512.IsHardwareAccelerated,
            "This processor has no vectors of 512 bits to do without."
        );
        ReferenceProcess narrow = Check(Run(ReferenceProcess.Vectors256));
        Assert.Equal((512, 256), (Widest.Value.VectorBits, narrow.VectorBits));
        // Both have fused multiply-adds.
        Assert.Equal<string>([.. Widest.Value.Beginning("bits")], [.. narrow.Beginning("bits")]);
    }

    [SkippableFact]
    public void Forced_algorithms_are_right_with_vectors_of_128_bits()
    {
        Skip.IfNot(
            Vector256.IsHardwareAccelerated,
            "This processor has no vectors of 256 bits to do without."
        );
        Assert.Equal(128, Check(Run(ReferenceProcess.Vectors128)).VectorBits);
    }

    [Fact]
    public void Forced_algorithms_are_right_without_vector_instructions() =>
        Assert.Equal(0, Check(Run(ReferenceProcess.Scalars)).VectorBits);

    [Fact]
    public void Forced_algorithms_allocate_nothing()
    {
        ReferenceProcess process = ReferenceProcess.RunOn(
            ForcedNetworks.File,
            "--variants --allocations"
        );
        output.WriteLine(process.Text);
        ImmutableArray<string> counts = process.Beginning("allocations");
        Assert.NotEmpty(counts);
        Assert.All(
            counts,
            line => Assert.EndsWith(" training=0 inference=0", line, StringComparison.Ordinal)
        );
        Assert.Equal(0, process.ExitCode);
    }

    private static readonly Lazy<ReferenceProcess> Widest = new(() => Run());

    private static ReferenceProcess Run(params string[] settings) =>
        ReferenceProcess.RunOn(ForcedNetworks.File, "--variants", settings);

    private ReferenceProcess Check(ReferenceProcess process)
    {
        output.WriteLine(process.Text);
        Assert.True(process.ExitCode == 0, process.Text);
        // Judged, and trained by 1, 2 and 3 threads to the same bits.
        Assert.Equal(
            process.VectorBits == 0 ? 0 : 3 * ForcedNetworks.Variants.Length,
            process.Beginning("bits").Length
        );
        return process;
    }
}
