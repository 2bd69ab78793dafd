using System.Collections.Immutable;
using System.Globalization;
using LayerGen.Metrics;
using LayerGen.Training;

namespace MnistModel.Reporting;

/// <summary>The lines that people read. Nothing in them depends on the machine's language.</summary>
internal static class PlainText
{
    /// <summary>The lines that an event deserves; none for mere progress.</summary>
    /// <param name="happened">What happened.</param>
    public static ImmutableArray<string> Lines(RunEvent happened) =>
        happened switch
        {
            RunEvent.Started(var summary) => Header(summary),
            RunEvent.EpochEnded(var report) => [Epoch(report)],
            RunEvent.Evaluated(var result) => [.. Test(result), $"saved    {result.ModelPath}"],
            RunEvent.Tested(var result) =>
            [
                $"model    {result.ModelPath}",
                .. Test(result),
                .. Confusion(result.Test.Confusion),
            ],
            RunEvent.Described(var network) => SummaryText.Lines(network),
            _ => [],
        };

    /// <summary>How far a running epoch has come, in few words.</summary>
    /// <param name="report">How far.</param>
    /// <param name="left">How long training will still take.</param>
    public static string Progress(in BatchReport report, TimeSpan left) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"epoch {report.Epoch}/{report.Epochs}  loss {report.Loss:0.0000}{Accuracy("  ", report.Accuracy)}  {report.SamplesDone / report.Seconds:N0}/s  {TimeLeft.InWords(left)} left"
        );

    private static ImmutableArray<string> Header(RunSummary run) =>
        [
            Invariant($"data     {run.DatasetTitle}, {run.Origin}"),
            Invariant(
                $"         {run.TrainingCount:N0} images to train on, {run.ValidationCount:N0} to validate, {run.TestCount:N0} to test"
            ),
            Invariant(
                $"network  {run.Network.Name}: {string.Join(", ", run.Network.Layers.Select(layer => layer.Declaration))}"
            ),
            Invariant(
                $"         {run.Network.ParameterCount:N0} parameters, {run.Network.MultiplyAdds:N0} multiply-adds an image"
            ),
            Invariant(
                $"machine  threads {run.Threads}, {run.VectorBits}-bit vectors, MathNet provider: {run.MathProvider}"
            ),
            Invariant(
                $"run      epochs {run.Options.Epochs}, batch size {run.Options.BatchSize}, learning rate {run.Options.LearningRate}, schedule {run.Options.Schedule}, augmentation {run.Options.Augmentation}, seed {run.Options.Seed}"
            ),
            .. run.From is { State.Progress: var progress, Path: var path }
                ? (ImmutableArray<string>)
                    [
                        progress.Epoch > run.Options.Epochs
                            ? Invariant(
                                $"         {path} has had its last epoch, {progress.Epoch - 1}; more are trained by --epochs with a larger number"
                            )
                            : Invariant(
                                $"         goes on from {path} in epoch {progress.Epoch} after batch {progress.Batch}"
                            ),
                    ]
                : [],
        ];

    private static string Epoch(EpochReport report)
    {
        string validation = report.ValidationLoss is { } loss
            ? Invariant(
                $"  validation loss {loss:0.0000}{Accuracy("  accuracy ", report.ValidationAccuracy)}"
            )
            : "";
        return Invariant(
            $"epoch {report.Epoch}/{report.Epochs}  loss {report.Loss:0.0000}{Accuracy("  accuracy ", report.Accuracy)}{validation}  {report.TrainSeconds:0.00} s  {report.SamplesPerSecond:N0} images/s"
        );
    }

    private static ImmutableArray<string> Test(RunResult result) =>
        [
            Invariant(
                $"test     {result.Title}, {result.Test.Samples:N0} images: accuracy {Percent(result.Test.Accuracy)}, loss {result.Test.Loss:0.0000}"
            ),
            "class    precision   recall   images",
            .. result.Test.Classes.Select(one =>
                Invariant(
                    $"{one.Class, 5}    {Percent(one.Precision), 9}{Percent(one.Recall), 9}{one.Samples, 9:N0}"
                )
            ),
            Invariant(
                $" mean    {Percent(result.Test.Precision), 9}{Percent(result.Test.Recall), 9}{result.Test.Samples, 9:N0}"
            ),
        ];

    private static IEnumerable<string> Confusion(ConfusionMatrix counts)
    {
        int[] classes = [.. Enumerable.Range(0, counts.Classes)];
        yield return "taken for" + string.Concat(classes.Select(one => Invariant($"{one, 8}")));
        foreach (int label in classes)
            yield return Invariant($"class {label, 2} ")
                + string.Concat(
                    classes.Select(predicted => Invariant($"{counts[label, predicted], 8:N0}"))
                );
    }

    /// <summary>Nothing where no answer is right or wrong.</summary>
    private static string Accuracy(string before, double? fraction) =>
        fraction is { } known ? before + Percent(known) : "";

    private static string Percent(double fraction) => Invariant($"{100 * fraction:0.00} %");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
