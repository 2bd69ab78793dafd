namespace LayerGen.Tests.Data;

internal static class FailureAssert
{
    /// <summary>The result is a failure of one line that contains all fragments.</summary>
    public static string Fails<T>(Result<T> result, params string[] fragments)
    {
        Result<T>.Error error = Assert.IsType<Result<T>.Error>(result);
        string message = error.Failure.Message;
        Assert.All(
            fragments,
            fragment => Assert.Contains(fragment, message, StringComparison.Ordinal)
        );
        // By text: letter by letter, the assertion would allocate more than what tests of memory measure.
        Assert.DoesNotContain("\n", message, StringComparison.Ordinal);
        Assert.NotEmpty(message);
        return message;
    }
}
