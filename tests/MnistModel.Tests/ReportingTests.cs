using LayerGen.Metrics;
using LayerGen.Training;
using MnistModel.Options;
using MnistModel.Reporting;
using MnistModel.Running;

namespace MnistModel.Tests;

public sealed class ReportingTests
{
    private static readonly RunEvent.EpochEnded Epoch = new(
        new EpochReport(1, 2, 100, 0.5, 0, 0.75, 0.25, 0.875, 1.5, 0.5) { LearningRate = 0.001 }
    );

    [Fact]
    public void Epoch_line_has_the_promised_names_in_the_promised_order()
    {
        Assert.Equal(
            """{"event":"epoch","epoch":1,"train_seconds":1.5,"loss":0.5,"accuracy":0.75,"validation_loss":0.25,"validation_accuracy":0.875,"dataset":"mnist","learning_rate":0.001}""",
            JsonLines.Line(Epoch, "mnist")
        );
    }

    [Fact]
    public void Stopped_line_says_how_training_ended_and_how_to_go_on()
    {
        Assert.Equal(
            """{"event":"stopped","outcome":"target_reached","exit_code":0,"message":"Reached a validation accuracy of 87.50 % after 1 epoch.","dataset":"mnist"}""",
            Stopped(
                new RunOutcome.Finished(null!, new TrainingOutcome.TargetReached([Epoch.Report]))
            )
        );
        Assert.Equal(
            """{"event":"stopped","outcome":"interrupted","exit_code":130,"message":"Stopped and saved. To go on: MnistModel resume file","checkpoint":"file","dataset":"mnist"}""",
            Stopped(new RunOutcome.Stopped("file"))
        );
        Assert.Equal(
            """{"event":"stopped","outcome":"refused","exit_code":2,"message":"error: why"}""",
            JsonLines.Line(new RunEvent.Ended(new RunOutcome.Refused(new("why"))), "")
        );

        static string? Stopped(RunOutcome outcome) =>
            JsonLines.Line(new RunEvent.Ended(outcome), "mnist");
    }

    [Fact]
    public void Evaluated_line_begins_with_the_promised_names()
    {
        // Class 0 is answered right once and wrong once, class 1 right once: accuracy 2/3, recall (1/2 + 1) / 2,
        // precision (1 + 1/2) / 2.
        ConfusionMatrix confusion = new(classes: 2);
        confusion.Add([0.9f, 0.1f], label: 0);
        confusion.Add([0.2f, 0.8f], label: 0);
        confusion.Add([0.3f, 0.7f], label: 1);
        RunResult result = new("mnist", true, "mnist", 4, new(3, 0.5, confusion), "model");

        string? line = JsonLines.Line(new RunEvent.Evaluated(result), "mnist");

        Assert.StartsWith(
            """{"event":"evaluated","loss":0.5,"accuracy":0.6666666666666666,"precision":0.75,"recall":0.75,"model":"model","dataset":"mnist","dataset_is_original":true,"seed":4,"classes":[{"label":0,""",
            line,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Json_has_standard_output_for_itself()
    {
        var (output, error) = Report(LogFormat.Json);

        Assert.Equal('{', Assert.Single(output)[0]);
        Assert.Equal(2, error.Length);
        Assert.Equal("notice", error[0]);
        Assert.StartsWith("epoch 1/2  loss 0.5000", error[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Plain_text_goes_to_standard_output_and_notices_to_standard_error()
    {
        var (output, error) = Report(LogFormat.Plain);

        Assert.StartsWith(
            "epoch 1/2  loss 0.5000  accuracy 75.00 %  validation loss 0.2500  accuracy 87.50 %  1.50 s",
            Assert.Single(output),
            StringComparison.Ordinal
        );
        Assert.Equal(["notice"], error);
    }

    [Fact]
    public void OutputLines_keep_the_error_and_go_silent_when_the_disk_is_full()
    {
        using FullDisk disk = new();
        OutputLines lines = new(disk);

        lines.Write("one");
        lines.Write("two");

        Assert.Equal("disk full", lines.Error);
        Assert.Equal(1, disk.Attempts);
    }

    private static (string[] Output, string[] Error) Report(LogFormat format)
    {
        using StringWriter output = new();
        using StringWriter error = new();
        using (RunReporter reporter = new(format, new(output), new(error), bar: null))
        {
            reporter.Report(new RunEvent.Notice("notice"));
            reporter.Report(Epoch);
        }
        return (Lines(output), Lines(error));

        static string[] Lines(StringWriter writer) =>
            writer.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private sealed class FullDisk : StringWriter
    {
        public int Attempts { get; private set; }

        public override void Write(string? value)
        {
            Attempts++;
            throw new IOException("disk full");
        }
    }
}
