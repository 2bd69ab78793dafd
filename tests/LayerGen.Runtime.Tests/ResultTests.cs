namespace LayerGen.Tests;

public class ResultTests
{
    private static readonly Result<int> Ok = 3;
    private static readonly Result<int> Error = new Failure("no file");

    [Fact]
    public void Then_and_Map_go_on_with_a_value_and_pass_a_failure_through()
    {
        Assert.Equal(
            new Result<string>.Ok("4"),
            Ok.Map(value => value + 1).Then<string>(value => $"{value}")
        );
        Assert.Equal(
            new Result<string>.Error(new Failure("no file")),
            Error.Map(value => value + 1).Then<string>(value => $"{value}")
        );
    }

    [Fact]
    public void MapFailure_changes_a_failure_and_passes_a_value_through()
    {
        Assert.Equal(Ok, Ok.MapFailure(_ => new("other")));
        Assert.Equal(
            new Result<int>.Error(new Failure("no file here")),
            Error.MapFailure(failure => new($"{failure} here"))
        );
    }

    [Fact]
    public void ValueOrThrow_throws_the_message_when_there_is_no_value()
    {
        Assert.Equal(3, Ok.ValueOrThrow());
        Assert.Equal(
            "no file",
            Assert.Throws<InvalidOperationException>(() => Error.ValueOrThrow()).Message
        );
    }

    [Fact]
    public void Failure_is_one_line_when_a_name_brings_control_characters() =>
        Assert.Equal(@"a\u000ab\u000d\u0000c: é", new Failure("a\nb\r\0c: é").ToString());

    [Theory]
    [InlineData("\u001b[31mred", @"\u001b[31mred")]
    [InlineData("\u007f\u009b", @"\u007f\u009b")]
    [InlineData("a\u2028b\u2029", @"a\u2028b\u2029")]
    [InlineData("\u202egnp.exe\u2066", @"\u202egnp.exe\u2066")]
    [InlineData("é 数 👩‍💻 \\", "é 数 👩‍💻 \\")]
    public void VisibleText_shows_what_would_act_on_a_terminal(string text, string shown) =>
        Assert.Equal(shown, VisibleText.Of(text));
}
