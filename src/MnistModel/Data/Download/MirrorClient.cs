using System.Net;
using LayerGen;

namespace MnistModel.Data.Download;

/// <summary>Fetches one file from one mirror, within limits of time and size, and checks what arrived.</summary>
internal sealed class MirrorClient : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly HttpClient _http;
    private readonly DownloadLimits _limits;

    /// <summary>Makes a client.</summary>
    /// <param name="handler">Speaks HTTP; disposed with the client.</param>
    /// <param name="limits">How long to wait.</param>
    public MirrorClient(HttpMessageHandler handler, DownloadLimits limits)
    {
        _limits = limits;
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd("LayerGen");
    }

    /// <summary>The handler that really connects.</summary>
    /// <param name="limits">How long to wait for a connection.</param>
    public static SocketsHttpHandler ConnectingHandler(DownloadLimits limits) =>
        new() { ConnectTimeout = limits.Connect };

    /// <summary>Fetches a file.</summary>
    /// <param name="address">Where the mirror has it, compressed.</param>
    /// <param name="file">What it has to be.</param>
    /// <param name="progress">Told how many bytes arrived, and of how many if the mirror says so.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <exception cref="OperationCanceledException"><paramref name="cancellation"/> was asked to.</exception>
    public async Task<FetchOutcome> FetchAsync(
        Uri address,
        DataFile file,
        Action<long, long?> progress,
        CancellationToken cancellation
    )
    {
        using var watch = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        watch.CancelAfter(_limits.Response);
        string waitingFor = $"no answer within {Seconds(_limits.Response)}";
        try
        {
            using HttpResponseMessage response = await _http
                .GetAsync(address, HttpCompletionOption.ResponseHeadersRead, watch.Token)
                .ConfigureAwait(false);
            if (!response.IsSuccessStatusCode)
                return Refused(response.StatusCode);
            waitingFor = $"no data for {Seconds(_limits.Stall)}";
            return await ReceiveAsync(response.Content, address, file, progress, watch)
                .ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            // The client reports its connect time-out as a cancellation, too; ours is the one that fired the watch.
            return watch.IsCancellationRequested
                ? new FetchOutcome.Interrupted(waitingFor)
                : new FetchOutcome.Useless($"no connection within {Seconds(_limits.Connect)}");
        }
        catch (HttpRequestException exception)
        {
            return
                exception.HttpRequestError
                    is HttpRequestError.ResponseEnded
                        or HttpRequestError.InvalidResponse
                ? new FetchOutcome.Interrupted("the connection was closed early")
                : new FetchOutcome.Useless(
                    OneLine((exception.InnerException ?? exception).Message)
                );
        }
        catch (IOException exception)
        {
            return new FetchOutcome.Interrupted(
                OneLine((exception.InnerException ?? exception).Message)
            );
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<FetchOutcome> ReceiveAsync(
        HttpContent content,
        Uri address,
        DataFile file,
        Action<long, long?> progress,
        CancellationTokenSource watch
    )
    {
        int limit = file.Length + _limits.CompressionSlack;
        long? expected = content.Headers.ContentLength;
        if (expected > limit)
            return TooLarge(limit);
        using Stream source = await content.ReadAsStreamAsync(watch.Token).ConfigureAwait(false);
        using MemoryStream received = new();
        byte[] buffer = new byte[BufferBytes];
        while (true)
        {
            watch.CancelAfter(_limits.Stall);
            int count = await source.ReadAsync(buffer, watch.Token).ConfigureAwait(false);
            if (count == 0)
                break;
            if (received.Length + count > limit)
                return TooLarge(limit);
            received.Write(buffer, 0, count);
            progress(received.Length, expected);
        }
        if (received.Length < expected)
            return new FetchOutcome.Interrupted(
                $"the connection ended after {received.Length} of {expected} bytes"
            );
        return Check(received.ToArray(), address, file);
    }

    private static FetchOutcome Check(byte[] bytes, Uri address, DataFile file) =>
        FileContent.Read(file.Role, address.Segments[^1], bytes, file.Length) switch
        {
            Result<FileContent>.Ok(var content) when content.Is(file) => new FetchOutcome.Fetched(
                bytes
            ),
            Result<FileContent>.Ok(var content) => new FetchOutcome.Useless(
                $"sent another file (SHA-256 {content.Sha256}, needed {file.Sha256})"
            ),
            Result<FileContent>.Error(var failure) => new FetchOutcome.Useless(
                $"sent a damaged file: {failure.Message}"
            ),
            _ => throw new InvalidOperationException("Result is a closed union."),
        };

    private static FetchOutcome Refused(HttpStatusCode status)
    {
        string reason = $"answered {(int)status} {status}";
        return
            (int)status >= 500
            || status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
            ? new FetchOutcome.Interrupted(reason)
            : new FetchOutcome.Useless(reason);
    }

    private static FetchOutcome.Useless TooLarge(int limit) =>
        new($"sends more than the {limit} bytes that the file can have");

    private static string OneLine(string message) => message.ReplaceLineEndings(" ").TrimEnd('.');

    private static string Seconds(TimeSpan time) =>
        string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"{time.TotalSeconds:0.##} s"
        );
}
