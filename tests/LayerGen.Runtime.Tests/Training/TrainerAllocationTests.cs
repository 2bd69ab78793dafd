using LayerGen.Schedules;
using LayerGen.Training;

namespace LayerGen.Tests.Training;

/// <summary>Runs while no other test does: what it counts is the whole process's.</summary>
[Collection(nameof(WholeProcess))]
public class TrainerAllocationTests
{
    private const int BatchesAnEpoch = 1001;

    [Fact]
    public void Fit_allocates_nothing_in_a_step_when_it_is_warm()
    {
        AllocationObserver observer = new();
        using ScriptedNetwork network = new();
        network.Fit(
            // The last batch of each epoch is smaller.
            Samples.Numbered((4 * BatchesAnEpoch) - 1),
            new()
            {
                Epochs = 6,
                BatchSize = 4,
                Optimizer = _ => CountingOptimizer.Quiet(),
                Schedule = new Schedule.CosineDecay().WithWarmUp(5),
            },
            observer,
            Samples.Numbered(10)
        );
        // The test runner has threads of its own that allocate now and then, a step has none: one epoch of the five
        // after the first without a byte from anybody shows it.
        Assert.Equal(6, observer.AllocatedInEpoch.Count);
        Assert.Equal(0, observer.AllocatedInEpoch.Skip(1).Min());
    }

    /// <summary>Counts from the first batch of an epoch to its last.</summary>
    private sealed class AllocationObserver : ITrainingObserver
    {
        private long _atFirst;

        public List<long> AllocatedInEpoch { get; } = new(16);

        public void OnBatch(in BatchReport report)
        {
            if (report.Batch == 1)
                _atFirst = GC.GetTotalAllocatedBytes(precise: true);
            else if (report.Batch == BatchesAnEpoch)
                AllocatedInEpoch.Add(GC.GetTotalAllocatedBytes(precise: true) - _atFirst);
        }

        public void OnEpoch(EpochReport report) { }
    }
}
