using System.Diagnostics;
using LayerGen.Persistence;
using LayerGen.Tests.Data;
using Xunit.Abstractions;

namespace LayerGen.Tests.Persistence;

/// <summary>
/// Kills a process while it writes checkpoints, again and again on the same file. A few times in every run of the tests;
/// <c>LAYERGEN_KILLS=1000</c> sets another number.
/// </summary>
public class KilledProcessTests(ITestOutputHelper output)
{
    private const int UsualKills = 12;

    [Fact]
    public void The_file_is_the_old_state_or_the_new_when_the_process_is_killed_at_any_moment()
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = TrainingStates.CreateLargeNetwork();
        string path = folder.File("run.safetensors");
        string previous = AtomicFile.PreviousPath(path);
        RandomSource random = new(20);
        int next = 0;
        int inPlace = -1;
        int leftOld = 0;
        int leftNew = 0;
        int leftTemporary = 0;
        int saved = 0;
        TimeSpan usualTime = TimeSpan.FromMilliseconds(5);
        int kills = TestSize.Of("LAYERGEN_KILLS", UsualKills);
        for (int kill = 0; kill < kills; kill++)
        {
            using CheckpointLoop loop = CheckpointLoop.Start(path, next);
            usualTime = loop.Saved(random.NextInt32(3)) ?? usualTime;
            Wait(usualTime * (1.2 * random.NextDouble()));
            loop.Kill();

            int old = loop.LastFinished < 0 ? inPlace : loop.LastFinished;
            saved += loop.LastBegun - next;
            if (old < 0 && !File.Exists(path))
                continue;
            TrainingState found = CheckpointFile.Load(path, network).ValueOrThrow();
            inPlace = TrainingStates.NumberOf(found);
            StateAssert.Same(TrainingStates.CreateLarge(inPlace), found);
            Assert.True(inPlace == old || inPlace == loop.LastBegun, $"{inPlace} after {old}");
            if (loop.LastBegun != old)
                _ = inPlace == old ? leftOld++ : leftNew++;
            leftTemporary += Directory.EnumerateFiles(folder.Path, "*.tmp").Any() ? 1 : 0;
            if (File.Exists(previous))
            {
                TrainingState kept = CheckpointFile.Load(previous, network).ValueOrThrow();
                int number = TrainingStates.NumberOf(kept);
                StateAssert.Same(TrainingStates.CreateLarge(number), kept);
                // The one in place has two names for the moment before it is replaced.
                Assert.InRange(number, 0, inPlace);
            }
            next = loop.LastBegun + 1;
        }
        CheckpointFile.Save(path, TrainingStates.CreateLarge(next)).ValueOrThrow();
        Assert.Empty(Directory.EnumerateFiles(folder.Path, "*.tmp"));
        // Otherwise nothing was tried.
        Assert.True(leftOld + leftNew > 0);
        Assert.True(saved > 0);
        output.WriteLine(
            $"{kills} kills, {saved} checkpoints saved. Killed while saving: {leftOld} left the old state, {leftNew} the "
                + $"new; {leftTemporary} left a temporary file."
        );
    }

    private static void Wait(TimeSpan time)
    {
        long start = Stopwatch.GetTimestamp();
        Thread.Sleep((int)time.TotalMilliseconds);
        while (Stopwatch.GetElapsedTime(start) < time)
            Thread.SpinWait(10);
    }
}
