using System.Net;
using System.Net.Sockets;
using System.Text;
using LayerGen;
using MnistModel.Serving;

namespace MnistModel.Tests.Serving;

public sealed class DrawingServerTests : IAsyncLifetime, IDisposable
{
    private const int DrawingBytes = RequestRules.DrawingSide * RequestRules.DrawingSide;

    private readonly CancellationTokenSource _stop = new();
    private readonly HttpClient _client = new();
    private readonly List<byte[]> _drawings = [];
    private Failure? _failure;
    private readonly DrawingServer _server;
    private readonly Task _running;

    public DrawingServerTests()
    {
        _server = DrawingServer
            .Start(
                port: 0,
                drawing =>
                {
                    _drawings.Add(drawing);
                    return _failure is null
                        ? new DrawingAnswer(
                            3,
                            [0.25f, 0.75f],
                            [1, 2],
                            [new("one", 1, 2, 1, [9, 8])]
                        )
                        : _failure;
                }
            )
            .ValueOrThrow();
        _running = _server.RunAsync(_stop.Token);
    }

    public Task InitializeAsync() => Task.CompletedTask;

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public void Dispose()
    {
        _server.Dispose();
        _client.Dispose();
        _stop.Dispose();
    }

    [Theory]
    [InlineData("", "text/html", "<title>Draw a digit</title>")]
    [InlineData("page.css", "text/css", "--paper")]
    [InlineData("page.js", "text/javascript", "pointerdown")]
    public async Task Files_of_the_page_are_served_with_a_strict_policy(
        string path,
        string mediaType,
        string content
    )
    {
        using HttpResponseMessage response = await _client.GetAsync(_server.Address + path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(mediaType, response.Content.Headers.ContentType!.MediaType);
        Assert.Contains(
            content,
            await response.Content.ReadAsStringAsync(),
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "default-src 'none'",
            Assert.Single(response.Headers.GetValues("Content-Security-Policy")),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Drawing_is_answered_as_json()
    {
        byte[] drawing = [.. Enumerable.Range(0, DrawingBytes).Select(i => (byte)i)];

        using ByteArrayContent content = new(drawing);
        content.Headers.ContentType = new(RequestRules.DrawingMediaType);

        using HttpResponseMessage response = await _client.PostAsync(
            _server.Address + "answer",
            content
        );

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(
            """{"class":3,"probabilities":[0.25,0.75],"seen":"AQI=","maps":[{"title":"one","height":1,"width":2,"count":1,"shades":"CQg="}]}""",
            await response.Content.ReadAsStringAsync()
        );
        Assert.Equal(drawing, Assert.Single(_drawings));
    }

    [Fact]
    public async Task Drawing_without_an_answer_is_told_why()
    {
        _failure = new("no number");
        using ByteArrayContent content = new(new byte[DrawingBytes]);
        content.Headers.ContentType = new(RequestRules.DrawingMediaType);

        using HttpResponseMessage response = await _client.PostAsync(
            _server.Address + "answer",
            content
        );

        Assert.Equal(HttpStatusCode.InternalServerError, response.StatusCode);
        Assert.Equal("no number\n", await response.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData(DrawingBytes - 1, HttpStatusCode.BadRequest)]
    [InlineData(DrawingBytes + 1, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(50_000_000, HttpStatusCode.RequestEntityTooLarge)]
    [InlineData(0, HttpStatusCode.BadRequest)]
    public async Task Drawing_of_another_size_is_refused_by_its_announced_length(
        int length,
        HttpStatusCode expected
    )
    {
        string answer = await RawAsync(
            $"POST /answer HTTP/1.1\r\nHost: {Authority}\r\nContent-Type: application/octet-stream\r\nContent-Length: {length}\r\n\r\n"
        );

        Assert.StartsWith($"HTTP/1.1 {(int)expected} ", answer, StringComparison.Ordinal);
        Assert.Empty(_drawings);
    }

    [Fact]
    public async Task Drawing_of_unknown_length_is_refused()
    {
        string answer = await RawAsync(
            $"POST /answer HTTP/1.1\r\nHost: {Authority}\r\nContent-Type: application/octet-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
        );

        Assert.StartsWith("HTTP/1.1 411 ", answer, StringComparison.Ordinal);
        Assert.Empty(_drawings);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    public async Task Drawing_as_a_form_could_send_it_is_refused(string mediaType)
    {
        string answer = await RawAsync(
            $"POST /answer HTTP/1.1\r\nHost: {Authority}\r\nContent-Type: {mediaType}\r\nContent-Length: {DrawingBytes}\r\n\r\n"
        );

        Assert.StartsWith("HTTP/1.1 415 ", answer, StringComparison.Ordinal);
        Assert.Empty(_drawings);
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:PORT")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost:PORT")]
    public async Task Other_host_names_are_refused(string host)
    {
        string answer = await RawAsync(
            $"GET / HTTP/1.1\r\nHost: {host.Replace("PORT", $"{_server.Port}", StringComparison.Ordinal)}\r\n\r\n"
        );

        Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Draw a digit", answer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_pages_are_refused()
    {
        string answer = await RawAsync(
            $"GET / HTTP/1.1\r\nHost: {Authority}\r\nOrigin: http://evil.example\r\n\r\n"
        );

        Assert.StartsWith("HTTP/1.1 403 ", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/../../../../etc/passwd")]
    [InlineData("/%2e%2e/%2e%2e/etc/passwd")]
    [InlineData("/..%2f..%2fetc/passwd")]
    [InlineData("//etc/passwd")]
    [InlineData("/page.css/../../MnistModel.dll")]
    [InlineData("/page.js?x=/etc/passwd")]
    [InlineData("/index.html")]
    public async Task Paths_that_are_no_page_lead_nowhere(string path)
    {
        string answer = await RawAsync($"GET {path} HTTP/1.1\r\nHost: {Authority}\r\n\r\n");

        Assert.StartsWith("HTTP/1.1 4", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("root:", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("DELETE", "")]
    [InlineData("POST", "")]
    [InlineData("GET", "answer")]
    public async Task Other_methods_are_refused(string method, string path)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), _server.Address + path);

        using HttpResponseMessage response = await _client.SendAsync(request);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
    }

    [Fact]
    public async Task Nonsense_and_lost_connections_do_not_stop_the_server()
    {
        await RawAsync("nonsense\r\n\r\n");
        using (TcpClient lost = new())
        {
            await lost.ConnectAsync(IPAddress.Loopback, _server.Port);
            await lost.GetStream()
                .WriteAsync(
                    Encoding.ASCII.GetBytes(
                        $"POST /answer HTTP/1.1\r\nHost: {Authority}\r\nContent-Type: application/octet-stream\r\nContent-Length: {DrawingBytes}\r\n\r\nonly a part"
                    )
                );
        }

        using HttpResponseMessage response = await _client.GetAsync(_server.Address);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Port_of_a_stopped_server_may_be_taken_before_it_is_disposed()
    {
        await _stop.CancelAsync();
        await _running;
        using TcpListener other = new(IPAddress.Loopback, _server.Port);
        // Somebody else may have it sooner, which serves as well.
        Assert.True(Record.Exception(other.Start) is null or SocketException);

        _server.Dispose();
    }

    [Fact]
    public void Port_in_use_is_a_failure_that_names_it()
    {
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refused = DrawingServer.Start(port, _ => throw new InvalidOperationException());

        Assert.Equal(
            $"--port {port}: another program listens there; give another port, or 0 for a free one.",
            Assert.IsType<Result<DrawingServer>.Error>(refused).Failure.Message
        );
    }

    [Fact]
    public async Task Server_listens_on_the_loopback_address_alone()
    {
        IPAddress[] others =
        [
            .. (await Dns.GetHostAddressesAsync(Dns.GetHostName())).Where(address =>
                address.AddressFamily == AddressFamily.InterNetwork
                && !IPAddress.IsLoopback(address)
            ),
        ];

        foreach (IPAddress address in others)
        {
            using TcpClient client = new();
            await Assert.ThrowsAnyAsync<SocketException>(() =>
                client.ConnectAsync(address, _server.Port)
            );
        }
        Assert.StartsWith("http://127.0.0.1:", _server.Address, StringComparison.Ordinal);
    }

    private string Authority => $"127.0.0.1:{_server.Port}";

    /// <summary>The first part of what the server says to bytes that no well-behaved client would send.</summary>
    private async Task<string> RawAsync(string request)
    {
        using TcpClient client = new();
        await client.ConnectAsync(IPAddress.Loopback, _server.Port);
        await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request));
        byte[] answer = new byte[4096];
        int length = await client.GetStream().ReadAsync(answer);
        return Encoding.UTF8.GetString(answer, 0, length);
    }
}
