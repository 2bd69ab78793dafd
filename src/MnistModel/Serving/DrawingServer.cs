using System.Globalization;
using System.Net;
using System.Net.Sockets;
using LayerGen;

namespace MnistModel.Serving;

/// <summary>Serves the page to this machine alone.</summary>
internal sealed class DrawingServer : IDisposable
{
    // A browser on the same machine sends some thousand bytes at once; who takes longer only holds the connection.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly HttpListener _listener;
    private readonly Func<byte[], Result<DrawingAnswer>> _answer;
    private readonly Lock _network = new();

    private DrawingServer(
        HttpListener listener,
        int port,
        Func<byte[], Result<DrawingAnswer>> answer
    ) => (_listener, Port, _answer) = (listener, port, answer);

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>What to type into the browser.</summary>
    public string Address => $"http://{Authority}/";

    private string Authority => Invariant($"{IPAddress.Loopback}:{Port}");

    /// <summary>Begins to listen.</summary>
    /// <param name="port">Where; 0 for a free one.</param>
    /// <param name="answer">Answers a drawing; called by one request at a time.</param>
    /// <returns>The server; or a failure that says why the port cannot be used.</returns>
    public static Result<DrawingServer> Start(int port, Func<byte[], Result<DrawingAnswer>> answer)
    {
        // Between finding a free port and listening on it another program may take it.
        const int Attempts = 10;
        for (int attempt = 1; ; attempt++)
        {
            int chosen = port == 0 ? FreePort() : port;
            HttpListener listener = new();
            listener.Prefixes.Add(Invariant($"http://{IPAddress.Loopback}:{chosen}/"));
            try
            {
                listener.Start();
                return new DrawingServer(listener, chosen, answer);
            }
            catch (Exception exception) when (exception is HttpListenerException or SocketException)
            {
                listener.Close();
                if (port != 0)
                    return Refusal(port, exception);
                if (attempt == Attempts)
                    return new Failure($"--port 0: no free port was found: {exception.Message}");
            }
        }
    }

    /// <summary>Answers requests until it is asked to stop.</summary>
    /// <param name="cancellation">Stops; requests that are being answered still are.</param>
    public async Task RunAsync(CancellationToken cancellation)
    {
        using CancellationTokenRegistration stop = cancellation.Register(_listener.Stop);
        List<Task> running = [];
        while (!cancellation.IsCancellationRequested)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception exception)
                when (exception is HttpListenerException or ObjectDisposedException
                    && cancellation.IsCancellationRequested
                )
            {
                break;
            }
            running.RemoveAll(task => task.IsCompleted);
            running.Add(Task.Run(() => ServeAsync(context), CancellationToken.None));
        }
        await Task.WhenAll(running).ConfigureAwait(false);
    }

    // Not Close: away from Windows it listens once more on a port that was stopped, to take its prefix back, and
    // fails when another program has the port by then.
    /// <inheritdoc/>
    public void Dispose() => _listener.Abort();

    private async Task ServeAsync(HttpListenerContext context)
    {
        try
        {
            PageResponse response = await RespondAsync(context.Request).ConfigureAwait(false);
            context.Response.StatusCode = (int)response.Status;
            context.Response.ContentType = response.MediaType;
            context.Response.ContentLength64 = response.Content.Length;
            foreach (var (name, value) in SecurityHeaders)
                context.Response.Headers[name] = value;
            if (context.Request.HttpMethod != "HEAD")
                await context
                    .Response.OutputStream.WriteAsync(response.Content)
                    .ConfigureAwait(false);
            context.Response.Close();
        }
        // The browser went away; there is nobody to tell.
        catch (Exception exception)
            when (exception
                    is HttpListenerException
                        or IOException
                        or ObjectDisposedException
                        or OperationCanceledException
                        or InvalidOperationException
            )
        {
            context.Response.Abort();
        }
    }

    private async Task<PageResponse> RespondAsync(HttpListenerRequest request)
    {
        PageRequest asked = new(
            request.HttpMethod,
            request.RawUrl ?? "",
            request.Headers["Host"],
            request.Headers["Origin"],
            request.ContentType,
            request.HasEntityBody ? request.ContentLength64 : 0
        );
        if (RequestRules.Answer(asked, Authority) is { } answered)
            return answered;
        byte[] drawing = new byte[RequestRules.DrawingSide * RequestRules.DrawingSide];
        using CancellationTokenSource patience = new(Patience);
        await request.InputStream.ReadExactlyAsync(drawing, patience.Token).ConfigureAwait(false);
        Result<DrawingAnswer> result;
        lock (_network)
            result = _answer(drawing);
        return result switch
        {
            Result<DrawingAnswer>.Ok(var answer) => new(
                HttpStatusCode.OK,
                "application/json",
                answer.ToJson()
            ),
            Result<DrawingAnswer>.Error(var failure) => PageResponse.Refusal(
                HttpStatusCode.InternalServerError,
                failure.Message
            ),
            _ => throw new InvalidOperationException("Result is a closed union."),
        };
    }

    private static IEnumerable<(string Name, string Value)> SecurityHeaders =>
        [
            (
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; "
                    + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            ),
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "no-referrer"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
        ];

    private static int FreePort()
    {
        using TcpListener probe = new(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private static Failure Refusal(int port, Exception exception)
    {
        bool isTaken =
            exception
            is HttpListenerException
                {
                    ErrorCode: AddressInUse or SharingViolation or AlreadyExists
                }
                or SocketException { SocketErrorCode: SocketError.AddressAlreadyInUse };
        return new(
            isTaken
                ? $"--port {port}: another program listens there; give another port, or 0 for a free one."
                : $"--port {port}: cannot be listened on: {exception.Message}; give another port, or 0 for a free one."
        );
    }

    // What systems say of a port in use: Linux, Windows' http.sys.
    private const int AddressInUse = 98;
    private const int SharingViolation = 32;
    private const int AlreadyExists = 183;

    private static string Invariant(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
