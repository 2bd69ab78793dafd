using System.Linq;
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
}
