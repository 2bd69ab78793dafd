using System.Net;

namespace MnistModel.Tests;

/// <summary>Answers requests by a function of their address; there is no network.</summary>
internal sealed class FakeMirror(Func<Uri, CancellationToken, Task<HttpResponseMessage>> answer)
    : HttpMessageHandler
{
    private readonly List<Uri> _asked = [];

    public FakeMirror(Func<Uri, HttpResponseMessage> answer)
        : this((address, _) => Task.FromResult(answer(address))) { }

    /// <summary>What was asked for, in order.</summary>
    public IReadOnlyList<Uri> Asked => _asked;

    /// <summary>A machine without a network.</summary>
    public static FakeMirror Offline() =>
        new(_ =>
            throw new HttpRequestException(HttpRequestError.NameResolutionError, "no network")
        );

    /// <summary>An answer with a body.</summary>
    public static HttpResponseMessage Body(byte[] bytes) =>
        new(HttpStatusCode.OK) { Content = new ByteArrayContent(bytes) };

    /// <summary>An answer with a body of any kind, whose length may be announced wrongly.</summary>
    public static HttpResponseMessage Body(Stream stream, long? announced)
    {
        StreamContent content = new(stream);
        content.Headers.ContentLength = announced;
        return new(HttpStatusCode.OK) { Content = content };
    }

    protected override Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        _asked.Add(request.RequestUri!);
        return answer(request.RequestUri!, cancellationToken);
    }
}

/// <summary>A stream that gives some bytes and then nothing, not even an end.</summary>
internal sealed class StallingStream(byte[] bytes) : MemoryStream(bytes)
{
    public override async ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        int count = await base.ReadAsync(buffer, cancellationToken);
        if (count == 0)
            await Task.Delay(Timeout.Infinite, cancellationToken);
        return count;
    }
}

/// <summary>A stream without an end.</summary>
internal sealed class EndlessStream : MemoryStream
{
    public long Given { get; private set; }

    public override ValueTask<int> ReadAsync(
        Memory<byte> buffer,
        CancellationToken cancellationToken = default
    )
    {
        Given += buffer.Length;
        return ValueTask.FromResult(buffer.Length);
    }
}
