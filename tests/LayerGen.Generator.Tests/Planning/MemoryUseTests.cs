using LayerGen.Generator.Core.Planning;
using static LayerGen.Generator.Tests.Planning.Graphs;

namespace LayerGen.Generator.Tests.Planning;

public sealed class MemoryUseTests
{
    // A sample of the batch: 5·5·64 floats that Dense1 reads and 16 of its gradient. A group of eight samples of Entry,
    // Conv1 (floats, winners and a list of windows), Conv2's winners and gradient and Dense1's outputs is
    // 8·(4·784 + 5·5,408 + 4·340 + 5·1,600 + 4·16) = 316,800; the rest of a worker is of one sample: 4·(8,960 + 8,960) for
    // Conv2's tiles, in whose place Conv1's gradient is later, its copies of weights, 4·(59,136 + 18,432 + 25,600 + 16,000) =
    // 476,672, and some slack, bits and outputs.
    [Fact]
    public void Reference_network_takes_what_is_worked_by_hand()
    {
        MemoryUse memory = MemoryUse.Of(Planner.Plan(Cnn));

        Assert.Equal(4 * (1600 + 16), memory.BatchSample);
        Assert.InRange(
            memory.Worker,
            316_800 + 71_680 + 476_672,
            316_800 + 71_680 + 476_672 + 8_192
        );
        Assert.InRange(memory.Network, 0, 2_048); // Slack.
    }
}
