using System.Diagnostics;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace MnistModel.Tests.Browser;

/// <summary>
/// A headless Chromium, driven by its DevTools protocol. Playwright would bring 190 MB of drivers into every restore for
/// the six calls that these tests make.
/// </summary>
internal sealed class Chromium : IAsyncDisposable
{
    // Starting takes seconds on a busy machine; this only keeps a browser that hangs from hanging the suite.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly TemporaryDirectory _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _patience = new(Patience);
    private int _lastId;
    private string? _session;

    private Chromium(Process process, TemporaryDirectory profile) =>
        (_process, _profile) = (process, profile);

    /// <summary>Where the browser is; null where there is none.</summary>
    public static string? Executable { get; } =
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator)
            .SelectMany(
                directory =>
                    new[] { "chromium", "chromium-browser", "google-chrome", "chrome.exe" },
                Path.Combine
            )
            .FirstOrDefault(File.Exists);

    /// <summary>Skips the test, loudly, where there is no browser.</summary>
    public static void SkipWithout() =>
        Skip.If(Executable is null, "No chromium in PATH: install it to check pages in a browser.");

    /// <summary>What the pages reported as errors, and what they asked to load over a network.</summary>
    public List<string> Complaints { get; } = [];

    /// <summary>The addresses that the pages asked for.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>Starts the browser with an empty page.</summary>
    public static async Task<Chromium> StartAsync()
    {
        TemporaryDirectory profile = new();
        ProcessStartInfo start = new(Executable!)
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        foreach (
            string argument in new[]
            {
                "--headless=new",
                // The pages are our own, and in a container there is often no sandbox to be had.
                "--no-sandbox",
                "--disable-gpu",
                "--disable-dev-shm-usage",
                "--no-first-run",
                "--remote-debugging-port=0",
                $"--user-data-dir={profile.FullPath}",
                "about:blank",
            }
        )
            start.ArgumentList.Add(argument);
        Chromium browser = new(Process.Start(start)!, profile);
        await browser.ConnectAsync();
        return browser;
    }

    /// <summary>Opens an address and waits until it is loaded.</summary>
    public async Task OpenAsync(string address)
    {
        await SendAsync("Page.navigate", new() { ["url"] = address });
        await WaitForAsync("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /// <summary>The value of an expression in the page.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        JsonObject answer = await SendAsync(
            "Runtime.evaluate",
            new()
            {
                ["expression"] = expression,
                ["returnByValue"] = true,
                ["awaitPromise"] = true,
            }
        );
        Assert.True(
            answer["exceptionDetails"] is null,
            $"{expression}: {answer["exceptionDetails"]?.ToJsonString()}"
        );
        return answer["result"]!["value"]?.DeepClone();
    }

    /// <summary>Waits until an expression in the page is true.</summary>
    public async Task WaitForAsync(string expression)
    {
        while (!(await EvaluateAsync($"Boolean({expression})"))!.GetValue<bool>())
            await Task.Delay(20, _patience.Token);
    }

    /// <summary>Draws with the mouse: down at the first point, over the others, up at the last.</summary>
    public async Task DragAsync(params (double X, double Y)[] points)
    {
        await MouseAsync("mousePressed", points[0]);
        foreach ((double, double) point in points[1..])
            await MouseAsync("mouseMoved", point);
        await MouseAsync("mouseReleased", points[^1]);
    }

    /// <summary>Draws with a finger.</summary>
    public async Task SwipeAsync(params (double X, double Y)[] points)
    {
        await TouchAsync("touchStart", points[0]);
        foreach ((double, double) point in points[1..])
            await TouchAsync("touchMove", point);
        await SendAsync(
            "Input.dispatchTouchEvent",
            new() { ["type"] = "touchEnd", ["touchPoints"] = new JsonArray() }
        );
    }

    /// <summary>Sends a command to the page.</summary>
    public async Task<JsonObject> SendAsync(string method, JsonObject? parameters = null)
    {
        int id = ++_lastId;
        JsonObject command = new()
        {
            ["id"] = id,
            ["method"] = method,
            ["params"] = parameters ?? [],
        };
        if (_session is not null)
            command["sessionId"] = _session;
        await _socket.SendAsync(
            JsonSerializer.SerializeToUtf8Bytes(command),
            WebSocketMessageType.Text,
            endOfMessage: true,
            _patience.Token
        );
        while (true)
        {
            JsonObject message = await ReceiveAsync();
            if (message["id"]?.GetValue<int>() == id)
                return message["result"] as JsonObject
                    ?? throw new InvalidOperationException($"{method}: {message.ToJsonString()}");
            Note(message);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _patience.Dispose();
        _profile.Dispose();
    }

    private async Task ConnectAsync()
    {
        const string Announcement = "DevTools listening on ";
        string? line;
        do line = await _process.StandardError.ReadLineAsync(_patience.Token);
        while (line is not null && !line.StartsWith(Announcement, StringComparison.Ordinal));
        Assert.True(line is not null, "Chromium ended before it listened.");
        // Read on, or the browser stops when the pipe is full.
        _ = _process.StandardError.ReadToEndAsync();
        _ = _process.StandardOutput.ReadToEndAsync();
        await _socket.ConnectAsync(new Uri(line[Announcement.Length..]), _patience.Token);
        JsonObject page = await SendAsync("Target.createTarget", new() { ["url"] = "about:blank" });
        JsonObject attached = await SendAsync(
            "Target.attachToTarget",
            new() { ["targetId"] = page["targetId"]!.GetValue<string>(), ["flatten"] = true }
        );
        _session = attached["sessionId"]!.GetValue<string>();
        foreach (string domain in new[] { "Page", "Runtime", "Log", "Network" })
            await SendAsync($"{domain}.enable");
    }

    private void Note(JsonObject message)
    {
        JsonNode? content = message["params"];
        switch (message["method"]?.GetValue<string>())
        {
            case "Network.requestWillBeSent":
                Requests.Add(content!["request"]!["url"]!.GetValue<string>());
                break;
            case "Runtime.exceptionThrown":
                Complaints.Add(content!.ToJsonString());
                break;
            case "Log.entryAdded"
                when content!["entry"]!["level"]!.GetValue<string>() is "error" or "warning":
                Complaints.Add(content.ToJsonString());
                break;
        }
    }

    private async Task<JsonObject> ReceiveAsync()
    {
        using MemoryStream message = new();
        byte[] part = new byte[1 << 16];
        ValueWebSocketReceiveResult received;
        do
        {
            received = await _socket.ReceiveAsync(part.AsMemory(), _patience.Token);
            message.Write(part, 0, received.Count);
        } while (!received.EndOfMessage);
        return JsonNode.Parse(message.ToArray())!.AsObject();
    }

    private Task<JsonObject> MouseAsync(string type, (double X, double Y) point) =>
        SendAsync(
            "Input.dispatchMouseEvent",
            new()
            {
                ["type"] = type,
                ["x"] = point.X,
                ["y"] = point.Y,
                ["button"] = "left",
                ["buttons"] = type == "mouseReleased" ? 0 : 1,
                ["clickCount"] = 1,
            }
        );

    private Task<JsonObject> TouchAsync(string type, (double X, double Y) point) =>
        SendAsync(
            "Input.dispatchTouchEvent",
            new()
            {
                ["type"] = type,
                ["touchPoints"] = new JsonArray(
                    new JsonObject { ["x"] = point.X, ["y"] = point.Y }
                ),
            }
        );
}
