using LayerGen.Persistence;
using LayerGen.Tests.Data;

namespace LayerGen.Tests.Persistence;

/// <summary>Whatever call fails while a checkpoint is written, the file is the old state or the new, to the last bit.</summary>
public class CheckpointFaultTests
{
    private static readonly TrainingState[] States =
    [
        .. Enumerable.Range(0, 4).Select(TrainingStates.Create),
    ];

    /// <summary>The files of the states; written without flushing them, since only what comes after is tried.</summary>
    private static readonly byte[][] Saved = [.. States.Select(Save)];

    [Theory]
    [InlineData(Fault.Error, true)]
    [InlineData(Fault.Error, false)]
    [InlineData(Fault.FullDisk, true)]
    [InlineData(Fault.FullDisk, false)]
    [InlineData(Fault.NotPermitted, true)]
    [InlineData(Fault.NotPermitted, false)]
    [InlineData(Fault.Crash, true)]
    [InlineData(Fault.Crash, false)]
    public void Save_leaves_the_old_file_or_the_new_when_any_call_fails(Fault fault, bool canLink)
    {
        using WeightsNetwork network = WeightsNetwork.Create();
        int outcomesOld = 0;
        int outcomesNew = 0;
        bool hasFailed = true;
        for (int call = 0; hasFailed; call++)
        {
            using TemporaryFolder folder = new();
            string path = folder.File("run.safetensors");
            File.WriteAllBytes(path, Saved[1]);
            File.WriteAllBytes(AtomicFile.PreviousPath(path), Saved[0]);
            // Left by a program that was killed; removing it may fail too.
            folder.Write($".run.safetensors.{Guid.NewGuid():N}.tmp", [1]);
            FaultyFileSystem files = new(fault, call, canLink);

            Result<long>? result = null;
            try
            {
                result = CheckpointFile.Save(path, States[2], files);
            }
            catch (CrashException)
            {
                Assert.Equal(Fault.Crash, fault);
            }

            hasFailed = files.HasFailed;
            TrainingState found = CheckpointFile.Load(path, network).ValueOrThrow();
            bool isNew = found.Progress.Epoch == States[2].Progress.Epoch;
            StateAssert.Same(isNew ? States[2] : States[1], found);
            if (result is Result<long>.Ok)
                Assert.True(isNew);
            else if (result is Result<long>.Error(var failure))
                Assert.StartsWith(path, failure.Message, StringComparison.Ordinal);
            (outcomesOld, outcomesNew) = isNew
                ? (outcomesOld, outcomesNew + 1)
                : (outcomesOld + 1, outcomesNew);
            AssertPrevious(AtomicFile.PreviousPath(path), isNew, network);

            // The next program saves as if nothing had happened, and cleans up.
            CheckpointFile.Save(path, States[3]).ValueOrThrow();
            StateAssert.Same(States[3], CheckpointFile.Load(path, network).ValueOrThrow());
            Assert.Equal(
                [AtomicFile.PreviousPath(path), path],
                Directory.EnumerateFileSystemEntries(folder.Path).Order(StringComparer.Ordinal)
            );
        }
        // Both were seen, the new one at least where nothing failed and where only the directory was not flushed.
        Assert.True(outcomesOld >= 5);
        Assert.True(outcomesNew >= 2);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Save_flushes_the_content_before_the_rename_and_the_directory_after_it(bool canLink)
    {
        using TemporaryFolder folder = new();
        string path = folder.File("run.safetensors");
        CheckpointFile.Save(path, States[0]).ValueOrThrow();
        FaultyFileSystem files = new(Fault.Error, int.MaxValue, canLink);
        CheckpointFile.Save(path, States[1], files).ValueOrThrow();
        string[] copying = ["open", "create", "write", "flush", "rename"];
        Assert.Equal(
            [
                "find",
                "create",
                "write",
                "flush",
                "delete",
                .. canLink ? ["link"] : copying,
                "rename",
                "flush directory",
            ],
            files.Calls.Where((call, i) => call != "write" || files.Calls[i - 1] != "write")
        );
    }

    [Fact]
    public void Save_leaves_the_temporary_files_of_running_programs_and_of_other_targets()
    {
        using TemporaryFolder folder = new();
        string stale = folder.Write($".run.{Guid.NewGuid():N}.tmp", [1]);
        string[] others =
        [
            folder.Write($".runs.{Guid.NewGuid():N}.tmp", [1]),
            folder.Write($".run.safetensors.{Guid.NewGuid():N}.tmp", [1]),
            folder.Write(".run.notes.tmp", [1]),
            folder.Write("run.tmp", [1]),
        ];
        string running = folder.File($".run.{Guid.NewGuid():N}.tmp");
        using (new DiskFileSystem().Create(running))
        {
            CheckpointFile.Save(folder.File("run"), States[0]).ValueOrThrow();
            Assert.False(File.Exists(stale));
            Assert.All([.. others, running], file => Assert.True(File.Exists(file)));
        }
        CheckpointFile.Save(folder.File("run"), States[0]).ValueOrThrow();
        Assert.False(File.Exists(running));
    }

    [Theory]
    [InlineData("weights*?[a]{1}.safetensors")]
    [InlineData("ü€😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀😀.safetensors")]
    [InlineData(".hidden")]
    public void Save_writes_files_of_unusual_names(string name)
    {
        using TemporaryFolder folder = new();
        using WeightsNetwork network = WeightsNetwork.Create();
        for (int number = 0; number < 2; number++)
            CheckpointFile.Save(folder.File(name), States[number]).ValueOrThrow();
        StateAssert.Same(States[1], CheckpointFile.Load(folder.File(name), network).ValueOrThrow());
        Assert.Equal(2, Directory.EnumerateFileSystemEntries(folder.Path).Count());
    }

    private static byte[] Save(TrainingState state)
    {
        using TemporaryFolder folder = new();
        CheckpointFile.Save(folder.File("run"), state).ValueOrThrow();
        return File.ReadAllBytes(folder.File("run"));
    }

    /// <summary>At every moment a checkpoint before the one in place is kept, or is just being replaced.</summary>
    private static void AssertPrevious(string previous, bool isNew, WeightsNetwork network)
    {
        Assert.True(File.Exists(previous) || !isNew);
        if (!File.Exists(previous))
            return;
        TrainingState kept = CheckpointFile.Load(previous, network).ValueOrThrow();
        int number = kept.Progress.Epoch - States[0].Progress.Epoch;
        Assert.InRange(number, isNew ? 1 : 0, 1);
        StateAssert.Same(States[number], kept);
    }
}
