using System;
using System.IO;
using System.Linq;
using LayerGen.Augmentation;
using LayerGen.Data;
using LayerGen.Persistence;
using LayerGen.Schedules;
using LayerGen.Training;
using MathNet.Numerics.LinearAlgebra.Single;
using Xunit;

namespace LayerGen.Integration.Tests;

/// <summary>
/// A run that was stopped and goes on ends with the same bits as one that was never stopped: weights, moments, dropout,
/// best weights and history, compared as the bytes of a checkpoint. Augmentation, dropout, schedule, validation and
/// early stopping are all on.
/// </summary>
public sealed class FitResumeTests
{
    private const int Samples = 72;
    private const int Height = 6;
    private const int Width = 5;
    private const int Channels = 2;
    private const int BatchSize = 8;

    private const int Batches = Samples / BatchSize;

    private static readonly Lazy<byte[]> Straight = new(() =>
    {
        RunLog log = new();
        Assert.IsType<TrainingOutcome.Completed>(Train(1, 1, Options(log)));
        return Bytes(log.Last);
    });

    public static TheoryData<int, int> Stops
    {
        get
        {
            TheoryData<int, int> stops = [];
            foreach (int threads in new[] { 1, 2, 3 })
            foreach (int step in new[] { 1, Batches - 1, 2 * Batches, (2 * Batches) + 4 })
                stops.Add(threads, step);
            return stops;
        }
    }

    [Theory]
    [MemberData(nameof(Stops))]
    public void Fit_goes_on_to_the_same_bits_when_it_was_cancelled(int threads, int step)
    {
        RunLog log = new() { CancelAfter = step };
        TrainingOutcome.Cancelled cancelled = Assert.IsType<TrainingOutcome.Cancelled>(
            Train(4 - threads, 1, Options(log), log)
        );
        Assert.Equal(step, ((cancelled.Epoch - 1) * Batches) + cancelled.Batch);
        Assert.Equal(Straight.Value, Resumed(log.Last, threads));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_goes_on_to_the_same_bits_when_it_was_killed_after_a_checkpoint(int threads)
    {
        RunLog log = new() { DieAfter = (2 * Batches) + 5 };
        Assert.Throws<InvalidOperationException>(() =>
            Train(threads, 1, Options(log, everyBatches: 4), log)
        );
        // 23 steps were made: the last checkpoint is the one after 20.
        TrainingProgress progress = log.Last.Progress;
        Assert.Equal((3, 2), (progress.Epoch, progress.Batch));
        Assert.Equal(Straight.Value, Resumed(log.Last, threads));
    }

    [Fact]
    public void Fit_goes_on_to_the_same_bits_when_it_was_stopped_again_and_again()
    {
        TrainingState? state = null;
        for (int steps = 7; ; steps += 7)
        {
            RunLog log = new() { CancelAfter = 7 };
            TrainingOutcome outcome = Train(
                1 + (steps % 3),
                state is null ? 1UL : (ulong)steps,
                Options(log) with
                {
                    Resume = state,
                },
                log
            );
            state = log.Last;
            if (outcome is TrainingOutcome.Completed)
                break;
        }
        Assert.Equal(Straight.Value, Bytes(state));
    }

    [Fact]
    public void Fit_changes_nothing_when_the_state_does_not_fit()
    {
        RunLog log = new() { CancelAfter = 4 };
        Train(1, 1, Options(log), log);
        using DroppingNetwork network = new(seed: 9, maxBatchSize: 16, threads: 1);
        float[][] before = [.. network.Parameters.Select(p => (float[])p.Value.Values.Clone())];
        AssertRefused(Options(log) with { BatchSize = 16 }, "resume with 8");
        AssertRefused(Options(log) with { ValidationFraction = 0.5 }, "epoch of 72 samples");
        AssertRefused(
            Options(log) with
            {
                Optimizer = made => new Optimizers.Sgd(made),
            },
            "needed 'sgd'"
        );

        void AssertRefused(TrainingOptions options, string shown)
        {
            TrainingOutcome.Failed failed = Assert.IsType<TrainingOutcome.Failed>(
                network.Fit(
                    Images(),
                    options with
                    {
                        Resume = log.Last,
                    },
                    validation: options.ValidationFraction > 0 ? null : Held()
                )
            );
            Assert.Contains(shown, failed.Message, StringComparison.Ordinal);
            Assert.Equal(before, network.Parameters.Select(p => p.Value.Values));
        }
    }

    /// <summary>Goes on from a state that went through a file, in a network that began with other weights.</summary>
    private static byte[] Resumed(TrainingState state, int threads)
    {
        RunLog log = new();
        using DroppingNetwork other = new(seed: 77, maxBatchSize: BatchSize);
        using MemoryStream file = new(Bytes(state));
        TrainingState read = CheckpointFile.Load(file, "checkpoint", other).ValueOrThrow();
        Train(threads, 77, Options(log) with { Resume = read });
        return Bytes(log.Last);
    }

    private static TrainingOutcome Train(
        int threads,
        ulong seed,
        TrainingOptions options,
        RunLog? log = null
    )
    {
        using DroppingNetwork network = new(seed, BatchSize, threads);
        return network.Fit(
            Images(),
            options,
            log,
            Held(),
            cancellation: log?.Source.Token ?? default
        );
    }

    private static TrainingOptions Options(RunLog log, int everyBatches = 0) =>
        new()
        {
            Epochs = 5,
            BatchSize = BatchSize,
            Seed = 6,
            LearningRate = 0.01,
            Schedule = new Schedule.CosineDecay(0.1).WithWarmUp(12),
            ClassWeights = [0.5f, 1, 2],
            EarlyStopping = new(Patience: 5),
            Checkpoints = Checkpoints.To(log.Keep) with { EveryBatches = everyBatches },
            Clock = new StoppedClock(),
        };

    /// <summary>Images with every kind of change that follows from chance.</summary>
    private static AugmentedBatches<ReadOnlyMemory<int>> Images()
    {
        (DenseMatrix inputs, int[] labels) = Examples.Classes(
            Height * Width * Channels,
            3,
            Samples
        );
        return new(
            new MatrixBatches(inputs, labels),
            Height,
            Width,
            Channels,
            new(
                [
                    new ImageChange.Shift(0.2, 0.2),
                    new ImageChange.Rotate(20),
                    new ImageChange.Scale(0.8, 1.2),
                    new ImageChange.Elastic(2, 1.5),
                    new ImageChange.FlipHorizontally(),
                    new ImageChange.Cutout(2, 0),
                ],
                Fill: 0
            )
        );
    }

    private static MatrixBatches Held()
    {
        (DenseMatrix inputs, int[] labels) = Examples.Classes(
            Height * Width * Channels,
            3,
            18,
            seed: 2
        );
        return new(inputs, labels);
    }

    private static byte[] Bytes(TrainingState state)
    {
        string path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.safetensors");
        try
        {
            CheckpointFile.Save(path, state).ValueOrThrow();
            return File.ReadAllBytes(path);
        }
        finally
        {
            File.Delete(path);
        }
    }

    /// <summary>Keeps the last state, and stops the run.</summary>
    private sealed class RunLog : ITrainingObserver
    {
        private int _steps;

        public int CancelAfter { get; init; } = int.MaxValue;

        public int DieAfter { get; init; } = int.MaxValue;

        public System.Threading.CancellationTokenSource Source { get; } = new();

        public TrainingState Last { get; private set; } = null!;

        public void Keep(TrainingState state) => Last = state;

        public void OnBatch(in BatchReport report)
        {
            _steps++;
            if (_steps == CancelAfter)
                Source.Cancel();
            if (_steps == DieAfter)
                throw new InvalidOperationException("killed");
        }
    }

    /// <summary>Seconds are part of the history: here none pass.</summary>
    private sealed class StoppedClock : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
