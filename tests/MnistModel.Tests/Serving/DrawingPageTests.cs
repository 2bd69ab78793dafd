using System.Text.Json.Nodes;
using LayerGen;
using MnistModel.Serving;
using MnistModel.Tests.Browser;

namespace MnistModel.Tests.Serving;

public sealed class DrawingPageTests(LearnedDigits trained)
    : IClassFixture<LearnedDigits>,
        IAsyncLifetime,
        IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly DrawingServer _server = DrawingServer
        .Start(port: 0, new DrawingReader(trained.Network).Answer)
        .ValueOrThrow();
    private Task _running = Task.CompletedTask;

    // Where in the drawing, 0 to 1.
    private static readonly (double X, double Y)[] Bar =
    [
        .. Enumerable.Range(0, 9).Select(i => (0.5, 0.15 + (0.7 * i / 8))),
    ];

    private static readonly (double X, double Y)[] Ring =
    [
        .. Enumerable
            .Range(0, 33)
            .Select(i =>
                (
                    0.5 + (0.25 * Math.Sin(i * Math.Tau / 32)),
                    0.5 - (0.35 * Math.Cos(i * Math.Tau / 32))
                )
            ),
    ];

    public Task InitializeAsync()
    {
        _running = _server.RunAsync(_stop.Token);
        return Task.CompletedTask;
    }

    public async Task DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public void Dispose()
    {
        _server.Dispose();
        _stop.Dispose();
    }

    [SkippableFact]
    public async Task Answer_and_maps_change_with_every_stroke_of_the_mouse()
    {
        Chromium.SkipWithout();
        await using Chromium browser = await OpenAsync();
        Assert.Equal(
            new View("–", "", "", true, true),
            await ViewAsync(browser) with
            {
                Maps = "",
            }
        );

        await browser.DragAsync(await PlacedAsync(browser, Bar));
        View bar = await SettledAsync(browser);
        await browser.EvaluateAsync("document.getElementById('clear').click()");
        View cleared = await SettledAsync(browser);
        await browser.DragAsync(await PlacedAsync(browser, Ring));
        View ring = await SettledAsync(browser);

        Assert.Equal(bar.Answer, bar.Largest);
        Assert.Equal(ring.Answer, ring.Largest);
        Assert.NotEqual(bar.Answer, ring.Answer);
        Assert.Equal(("–", true), (cleared.Answer, cleared.IsUnseen));
        Assert.False(bar.IsUnseen || ring.IsUnseen);
        Assert.Equal(3, new[] { bar.Maps, cleared.Maps, ring.Maps }.Distinct().Count());
        Assert.True(ring.IsQuiet);
        Assert.Empty(browser.Complaints);
        Assert.All(
            browser.Requests,
            address =>
                Assert.True(
                    address.StartsWith(_server.Address, StringComparison.Ordinal)
                        || address.StartsWith("data:", StringComparison.Ordinal),
                    address
                )
        );
    }

    [SkippableFact]
    public async Task Undo_takes_back_the_last_stroke_alone()
    {
        Chromium.SkipWithout();
        await using Chromium browser = await OpenAsync();
        await browser.DragAsync(await PlacedAsync(browser, Bar));
        View one = await SettledAsync(browser);
        await browser.DragAsync(await PlacedAsync(browser, Ring));
        View two = await SettledAsync(browser);

        await browser.EvaluateAsync("document.getElementById('undo').click()");

        Assert.NotEqual(one, two);
        Assert.Equal(one, await SettledAsync(browser));
    }

    [SkippableFact]
    public async Task Finger_draws_like_a_mouse()
    {
        Chromium.SkipWithout();
        await using Chromium browser = await OpenAsync();
        await browser.DragAsync(await PlacedAsync(browser, Ring));
        View byMouse = await SettledAsync(browser);
        await browser.EvaluateAsync("document.getElementById('clear').click()");
        await SettledAsync(browser);

        await browser.SwipeAsync(await PlacedAsync(browser, Ring));

        Assert.Equal(byMouse.Answer, (await SettledAsync(browser)).Answer);
    }

    [SkippableFact]
    public async Task Page_says_so_when_the_program_has_ended()
    {
        Chromium.SkipWithout();
        await using Chromium browser = await OpenAsync();
        await _stop.CancelAsync();
        await _running;

        await browser.DragAsync(await PlacedAsync(browser, Bar));

        await browser.WaitForAsync("!document.getElementById('trouble').hidden");
    }

    private async Task<Chromium> OpenAsync()
    {
        Chromium browser = await Chromium.StartAsync();
        await browser.OpenAsync(_server.Address);
        await SettledAsync(browser);
        return browser;
    }

    private static async Task<(double, double)[]> PlacedAsync(
        Chromium browser,
        (double X, double Y)[] points
    )
    {
        JsonNode place = (await browser.EvaluateAsync("drawing.getBoundingClientRect().toJSON()"))!;
        double left = place["left"]!.GetValue<double>();
        double top = place["top"]!.GetValue<double>();
        double side = place["width"]!.GetValue<double>();
        return [.. points.Select(point => (left + (side * point.X), top + (side * point.Y)))];
    }

    /// <summary>What the page shows when it has been answered about all that was drawn.</summary>
    private static async Task<View> SettledAsync(Chromium browser)
    {
        await browser.WaitForAsync(
            "!isAsking && !hasChanged && document.querySelector('#maps canvas')"
        );
        return await ViewAsync(browser);
    }

    private static async Task<View> ViewAsync(Chromium browser)
    {
        JsonNode view = (
            await browser.EvaluateAsync(
                """
                ({
                    answer: document.getElementById("answer").textContent,
                    largest: document.querySelector("li.largest span")?.textContent ?? "",
                    maps: [...document.querySelectorAll("#maps canvas")].map(c => c.toDataURL()).join(),
                    isUnseen: (() => {
                        const blank = document.createElement("canvas");
                        [blank.width, blank.height] = [28, 28];
                        blank.getContext("2d").fillRect(0, 0, 28, 28);
                        return document.getElementById("seen").toDataURL() === blank.toDataURL();
                    })(),
                    isQuiet: document.getElementById("trouble").hidden,
                })
                """
            )
        )!;
        return new(
            view["answer"]!.GetValue<string>(),
            view["largest"]!.GetValue<string>(),
            view["maps"]!.GetValue<string>(),
            view["isUnseen"]!.GetValue<bool>(),
            view["isQuiet"]!.GetValue<bool>()
        );
    }

    /// <summary>What the page shows.</summary>
    /// <param name="Answer">The digit in large.</param>
    /// <param name="Largest">The digit of the longest bar.</param>
    /// <param name="Maps">The pictures of the maps.</param>
    /// <param name="IsUnseen">Whether the network sees nothing.</param>
    /// <param name="IsQuiet">Whether no trouble is reported.</param>
    private sealed record View(
        string Answer,
        string Largest,
        string Maps,
        bool IsUnseen,
        bool IsQuiet
    );
}
