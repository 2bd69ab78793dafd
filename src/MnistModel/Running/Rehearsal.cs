using LayerGen;
using LayerGen.Data;
using LayerGen.Persistence;
using LayerGen.Training;
using MnistModel.Data;
using MnistModel.Options;
using MnistModel.Reporting;

namespace MnistModel.Running;

/// <summary>
/// A run in miniature while the data are unpacked: that keeps one processor busy, so another may as well compile what the
/// run is going to need. Nothing of it is kept, and nothing waits for it.
/// </summary>
internal static class Rehearsal
{
    private const int ImageCount = 2;

    /// <summary>Begins, where there is a processor to spare.</summary>
    /// <returns>Ends with the rehearsal.</returns>
    public static Task Begin() =>
        Environment.ProcessorCount > 1 ? Task.Run(Run) : Task.CompletedTask;

    private static void Run()
    {
        LoadedData data = Blank();
        SavedRun saved = SavedRun.Of(RunOptions.Default, data);
        ImageBatches images = new(data.Training);
        OutputLines nowhere = new(TextWriter.Null);
        using RunReporter reporter = new(LogFormat.Json, nowhere, nowhere, bar: null);
        using MnistCnn network = new(seed: 0, maxBatchSize: ImageCount, threads: 1);
        TrainingOutcome ended = network.Fit(
            images,
            new TrainingOptions
            {
                Epochs = 1,
                BatchSize = ImageCount,
                Checkpoints = Checkpoints.To(state =>
                    CheckpointFile.Save(Stream.Null, "", saved.NoteIn(state))
                ),
            },
            epoch => reporter.Report(new RunEvent.EpochEnded(epoch)),
            validation: images
        );
        ClassificationReport test = NetworkTest
            .Run(network, data.Test, "", CancellationToken.None)
            .ValueOrThrow();
        RunResult result = new("", IsOriginal: false, "", Seed: 0, test, "");
        reporter.Report(new RunEvent.Evaluated(result));
        reporter.Report(new RunEvent.Ended(new RunOutcome.Finished(result, ended)));
    }

    private static LoadedData Blank()
    {
        ImageDataset images = ImageDataset
            .Create(
                "",
                DatasetAssembly.Side,
                DatasetAssembly.Side,
                channels: 1,
                DatasetAssembly.Classes,
                new byte[ImageCount * DatasetAssembly.Side * DatasetAssembly.Side],
                new byte[ImageCount]
            )
            .ValueOrThrow();
        return new("", "", IsOriginal: false, images, images) { Fingerprint = "" };
    }
}
