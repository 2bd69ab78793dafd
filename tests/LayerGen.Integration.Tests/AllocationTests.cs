using System;
using System.Collections.Immutable;
using LayerGen.Reference.Stacks;
using Xunit;
using Xunit.Abstractions;

namespace LayerGen.Integration.Tests;

public sealed class AllocationTests(ITestOutputHelper output)
{
    [Fact]
    public void Training_steps_and_forward_passes_allocate_nothing_in_the_whole_process()
    {
        ReferenceProcess process = ReferenceProcess.Run("--allocations");
        output.WriteLine(process.Text);
        ImmutableArray<string> counts = process.Beginning("allocations");
        // Every network with 1, 2 and 3 threads.
        Assert.Equal(3 * KnownStacks.Trained.Length, counts.Length);
        Assert.All(
            counts,
            line => Assert.EndsWith(" training=0 inference=0", line, StringComparison.Ordinal)
        );
        Assert.Equal(0, process.ExitCode);
    }
}
