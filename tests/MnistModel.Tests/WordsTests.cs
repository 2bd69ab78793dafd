using LayerGen.Augmentation;
using LayerGen.Schedules;
using LayerGen.Training;
using MnistModel.Commands;
using MnistModel.Options;
using MnistModel.Reporting;
using MnistModel.Running;

namespace MnistModel.Tests;

public sealed class WordsTests
{
    public static TheoryData<string, Schedule> Schedules { get; } =
        new()
        {
            { "constant", new Schedule.Constant() },
            { "cosine", new Schedule.CosineDecay() },
            { "cosine:0.1", new Schedule.CosineDecay(0.1) },
            { "step", new Schedule.StepDecay(1, 0.5) },
            { "step:3", new Schedule.StepDecay(3, 0.5) },
            { "step:3:0.25", new Schedule.StepDecay(3, 0.25) },
            { "exponential", new Schedule.ExponentialDecay(0.8) },
            { "exponential:0.95", new Schedule.ExponentialDecay(0.95) },
            { "plateau", new Schedule.ReduceOnPlateau() },
            { "plateau:2", new Schedule.ReduceOnPlateau(2) },
            { "plateau:2:0.5", new Schedule.ReduceOnPlateau(2, 0.5) },
        };

    [Theory]
    [MemberData(nameof(Schedules))]
    public void Schedule_is_read_from_words(string words, Schedule expected) =>
        Assert.Equal(expected, ScheduleWords.Parse(words));

    [Theory]
    [InlineData("")]
    [InlineData("linear")]
    [InlineData("Cosine")]
    [InlineData("constant:1")]
    [InlineData("cosine:")]
    [InlineData("cosine:1.5")]
    [InlineData("cosine:-0.1")]
    [InlineData("cosine:NaN")]
    [InlineData("step:0")]
    [InlineData("step:1.5")]
    [InlineData("step:1:0")]
    [InlineData("step:1:0.5:2")]
    [InlineData("exponential:0")]
    [InlineData("plateau:1e9")]
    public void Schedule_that_is_none_is_refused(string words) =>
        Assert.Null(ScheduleWords.Parse(words));

    [Fact]
    public void Augmentation_is_read_from_words()
    {
        Assert.Empty(AugmentationWords.Parse("none")!.Sequence);
        Assert.Same(ImageChanges.ForDigits, AugmentationWords.Parse("digits"));
        Assert.Equal(
            [
                new ImageChange.Shift(0.25, 0.25),
                new ImageChange.Rotate(10),
                new ImageChange.Shear(5),
                new ImageChange.Scale(0.75, 1.25),
                new ImageChange.Elastic(30, 4),
                new ImageChange.Elastic(30, 5),
                new ImageChange.FlipHorizontally(0.5),
                new ImageChange.Cutout(4, 0),
                new ImageChange.Noise(0.5),
                new ImageChange.Brightness(0.5),
            ],
            AugmentationWords
                .Parse(
                    "shift:0.25,rotate,shear:5,scale:0.25,elastic:30,elastic:30:5,flip,cutout:4,noise:0.5,brightness:0.5"
                )!
                .Sequence.AsEnumerable()
        );
    }

    [Fact]
    public void Every_change_of_images_can_be_named_alone() =>
        Assert.All(AugmentationWords.Names, name => Assert.NotNull(AugmentationWords.Parse(name)));

    [Theory]
    [InlineData("")]
    [InlineData("shift,")]
    [InlineData("none,shift")]
    [InlineData("blur")]
    [InlineData("shift:2")]
    [InlineData("rotate:-1")]
    [InlineData("scale:1")]
    [InlineData("scale:x")]
    [InlineData("elastic:1:2:3")]
    [InlineData("cutout:0.5")]
    [InlineData("flip:NaN")]
    public void Augmentation_that_is_none_is_refused(string words) =>
        Assert.Null(AugmentationWords.Parse(words));

    [Theory]
    [InlineData("30s", 30)]
    [InlineData("1.5m", 90)]
    [InlineData("2h", 7200)]
    [InlineData("0.25s", 0.25)]
    public void Duration_is_read_with_its_unit(string text, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), Duration.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("s")]
    [InlineData("30")]
    [InlineData("0s")]
    [InlineData("-1s")]
    [InlineData("1d")]
    [InlineData("1e3s")]
    [InlineData("1,5s")]
    [InlineData("99999999h")]
    public void Duration_that_is_none_is_refused(string text) => Assert.Null(Duration.Parse(text));

    [Theory]
    // 100 of 400 samples in 2 s, then 300 and 2 epochs of 400 at 50 a second, and 3 validations of 1 s.
    [InlineData(100, 1, 3, 1, null, 6 + 16 + 3)]
    // The last epoch is nearly over.
    [InlineData(399, 3, 3, 0, null, 2.0 / 399)]
    [InlineData(100, 1, 3, 1, 5.0, 5)]
    [InlineData(100, 1, 3, 1, 500.0, 25)]
    [InlineData(100, 1, 3, 1, -1.0, 0)]
    public void TimeLeft_is_the_rest_at_the_speed_of_the_running_epoch(
        int done,
        int epoch,
        int epochs,
        double validation,
        double? deadline,
        double left
    )
    {
        BatchReport report = new(epoch, epochs, 1, 4, done, 400, 0, 0, 0, Seconds: 2);

        TimeSpan found = TimeLeft.Of(
            report,
            validation,
            deadline is { } seconds ? TimeSpan.FromSeconds(seconds) : null
        );

        // TimeSpan counts in steps of 100 ns.
        Assert.Equal(left, found.TotalSeconds, 1e-6);
    }

    [Theory]
    [InlineData(0, "0:00")]
    [InlineData(0.1, "0:01")]
    [InlineData(59.5, "1:00")]
    [InlineData(754, "12:34")]
    [InlineData(3600, "1:00:00")]
    [InlineData(100_000, "27:46:40")]
    public void TimeLeft_is_told_in_few_letters(double seconds, string text) =>
        Assert.Equal(text, TimeLeft.InWords(TimeSpan.FromSeconds(seconds)));

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("--epochs", "--epochs", 0)]
    [InlineData("--epoch", "--epochs", 1)]
    [InlineData("trian", "train", 2)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("abc", "", 3)]
    public void Spelling_counts_the_letters_to_change(string word, string other, int distance)
    {
        Assert.Equal(distance, Spelling.Distance(word, other));
        Assert.Equal(distance, Spelling.Distance(other, word));
    }

    [SkippableTheory]
    [InlineData("runs/mnist-seed1.safetensors", "runs/mnist-seed1.safetensors")]
    [InlineData("my runs/it's", "'my runs/it'\\''s'")]
    [InlineData("$HOME", "'$HOME'")]
    public void ShellWord_can_be_pasted(string path, string quoted)
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows has other quotes.");
        Assert.Equal(quoted, ShellWord.Quote(path));
    }
}
