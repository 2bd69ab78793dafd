using System;
using System.Diagnostics;
using System.Globalization;
using LayerGen.Data;
using LayerGen.Schedules;
using LayerGen.Training;
using Xunit;
using Xunit.Abstractions;

namespace LayerGen.Integration.Tests;

/// <summary>
/// A long run allocates nothing in its steps and does not grow. <c>LAYERGEN_STEPS</c> says how many steps; 10,000 take
/// some ten seconds.
/// </summary>
[Collection(nameof(Alone))]
public sealed class LongRunTests(ITestOutputHelper output)
{
    private const int StepsAnEpoch = 250;

    [Fact]
    public void Fit_allocates_nothing_in_its_steps_and_stays_as_large_as_it_was()
    {
        string? asked = Environment.GetEnvironmentVariable("LAYERGEN_STEPS");
        int steps = int.Parse(asked ?? "2000", CultureInfo.InvariantCulture);
        using DroppingNetwork network = new(seed: 1, maxBatchSize: 8, threads: 2);
        var (inputs, labels) = Examples.Classes(6 * 5 * 2, 3, (8 * StepsAnEpoch) - 1);
        int epochs = steps / StepsAnEpoch;
        Watch watch = new(epochs / 2);
        network.Fit(
            new MatrixBatches(inputs, labels),
            new()
            {
                Epochs = epochs,
                BatchSize = 8,
                Schedule = new Schedule.CosineDecay().WithWarmUp(50),
            },
            watch
        );
        output.WriteLine(watch.ToString());
        Assert.Equal(steps, watch.Steps);
        Assert.Equal(0, watch.Allocated);
        // Beside other tests the process's size says nothing; alone, 4 MB are code that the runtime compiles anew.
        if (asked is not null)
            Assert.True(watch.Growth < 4 << 20, watch.ToString());
    }

    private sealed class Watch(int half) : ITrainingObserver
    {
        private long _before;
        private long _sizeBefore;
        private long _size;

        public int Steps { get; private set; }

        /// <summary>Bytes on the thread that trains, in the steps after the first epoch.</summary>
        public long Allocated { get; private set; }

        /// <summary>What the process's working set has gained in the second half of the run.</summary>
        public long Growth => _size - _sizeBefore;

        public void OnBatch(in BatchReport report)
        {
            Steps++;
            if (report.Batch == 1)
                _before = GC.GetAllocatedBytesForCurrentThread();
            else if (report.Batch == StepsAnEpoch && report.Epoch > 1)
                Allocated += GC.GetAllocatedBytesForCurrentThread() - _before;
        }

        public void OnEpoch(EpochReport report)
        {
            using Process process = Process.GetCurrentProcess();
            _size = process.WorkingSet64;
            if (report.Epoch <= half)
                _sizeBefore = _size;
        }

        public override string ToString() =>
            $"{Steps} steps: {Allocated} bytes allocated in those after the first epoch; working set "
            + $"{_size} bytes, {Growth} more than after half of them.";
    }
}

/// <summary>Tests that run beside no other: there, caches of the runtime would grow on the thread that is watched.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
