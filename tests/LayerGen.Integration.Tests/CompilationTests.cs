using System.Linq;
using LayerGen.Reference.Generated;
using Xunit;

namespace LayerGen.Integration.Tests;

public sealed class CompilationTests
{
    // As many sorts of networks as the random stacks take turns in.
    private const int Sorts = 16;

    [Fact]
    public void Generated_code_compiles_without_a_warning_under_the_strictest_settings()
    {
        // Warnings are errors: nullable references, documentation, overflow checks on, unsafe code off.
        GeneratedNetworks networks = GeneratedNetworks.Compile(
            CompiledStacks.Random.Take(Sorts),
            isThorough: true
        );
        Assert.All(
            CompiledStacks.Random.Take(Sorts),
            stack =>
                Assert.Contains(
                    networks.Files,
                    file =>
                        file.Text.Contains($"class {stack.Name}", System.StringComparison.Ordinal)
                )
        );
    }

    [Fact]
    public void Compile_notices_a_warning()
    {
        // The class is declared twice: the second declaration gets no code, and says why.
        GeneratedCodeException exception = Assert.Throws<GeneratedCodeException>(() =>
            GeneratedNetworks.Compile([CompiledStacks.Random[0], CompiledStacks.Random[0]])
        );
        Assert.Contains(
            CompiledStacks.Random[0].Name,
            exception.Message,
            System.StringComparison.Ordinal
        );
    }
}
