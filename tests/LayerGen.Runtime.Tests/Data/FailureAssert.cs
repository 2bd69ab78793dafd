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
        Assert.DoesNotContain('\n', message);
        Assert.NotEmpty(message);
        return message;
    }
}
