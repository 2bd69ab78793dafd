using System.Collections.Immutable;
using LayerGen;
using MnistModel.Report;

namespace MnistModel.Tests.Report;

public sealed class EpochTableTests : IDisposable
{
    private const string Head =
        "epoch,train_seconds,loss,accuracy,validation_loss,validation_accuracy,samples_per_second\n";

    private readonly TemporaryDirectory _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Epochs_are_read_with_and_without_validation() =>
        Assert.Equal<EpochPoint>(
            [new(1, 0.5, 0.75, 0.25, 0.875, 1.5), new(2, 0.25, 0.9, null, null, 1.25)],
            Read(Head + "1,1.5,0.5,0.75,0.25,0.875,1000\n2,1.25,0.25,0.9,,,1000\n").ValueOrThrow()
        );

    [Fact]
    public void Columns_may_stand_in_any_order_and_others_are_passed_over() =>
        Assert.Equal(
            new EpochPoint(1, 0.5, 0.75, null, null, 1.5),
            Assert.Single(
                Read("other,accuracy,loss,train_seconds,epoch\nx,0.75,0.5,1.5,1\n").ValueOrThrow()
            )
        );

    [Theory]
    [InlineData("", "no epoch")]
    [InlineData(Head, "no epoch")]
    [InlineData("epoch,loss\n1,2\n", "no table of epochs")]
    [InlineData(Head + "one,1,1,1,,,\n", "no table of epochs")]
    [InlineData(Head + "1,1,NaN,1,,,\n", "not finite")]
    [InlineData(Head + "1,1,1\n", "no table of epochs")]
    [InlineData("\u0089PNG\r\n\u001a\n\0\0", "epoch")]
    public void Other_content_is_a_failure_of_one_line(string content, string part)
    {
        string message = Message(Read(content));

        Assert.StartsWith(_place["epochs.csv"] + ": ", message, StringComparison.Ordinal);
        Assert.Contains(part, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [Fact]
    public void Missing_file_and_directory_are_failures_that_say_so()
    {
        Assert.EndsWith(
            "there is no such file; check the path.",
            Message(EpochTable.Read(_place["nowhere.csv"])),
            StringComparison.Ordinal
        );
        Assert.Contains(
            "is a directory",
            Message(EpochTable.Read(_place.FullPath)),
            StringComparison.Ordinal
        );
    }

    private Result<ImmutableArray<EpochPoint>> Read(string content)
    {
        File.WriteAllText(_place["epochs.csv"], content);
        return EpochTable.Read(_place["epochs.csv"]);
    }

    private static string Message(Result<ImmutableArray<EpochPoint>> result) =>
        Assert.IsType<Result<ImmutableArray<EpochPoint>>.Error>(result).Failure.Message;
}
