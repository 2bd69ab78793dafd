using System.Text.Json.Nodes;
using MnistModel.Report;
using MnistModel.Tests.Browser;

namespace MnistModel.Tests.Report;

public sealed class ReportPageTests(LearnedDigits trained) : IClassFixture<LearnedDigits>
{
    [Fact]
    public void Page_is_the_same_for_the_same_content() =>
        Assert.Equal(
            ReportPage.Of(ReportSamples.Of(trained)),
            ReportPage.Of(ReportSamples.Of(trained))
        );

    [Fact]
    public void Page_escapes_what_it_is_told()
    {
        string page = ReportPage.Of(ReportSamples.Of(trained, "<script>alert('&')</script>"));

        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("&lt;script&gt;", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_refers_to_nothing_outside_itself()
    {
        string page = ReportPage.Of(ReportSamples.Of(trained));

        // The name of SVG's namespace looks like an address and is none.
        page = page.Replace("http://www.w3.org/2000/svg", "", StringComparison.Ordinal);
        Assert.DoesNotContain(
            "http",
            page.Replace("http-equiv", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
        Assert.DoesNotContain("@import", page, StringComparison.Ordinal);
        Assert.DoesNotContain(
            "url(",
            page.Replace("url(#", "", StringComparison.Ordinal),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Charts_have_no_colour_that_the_scheme_cannot_change()
    {
        string page = ReportPage.Of(ReportSamples.Of(trained));

        Assert.Contains("stroke:var(--first)", page, StringComparison.Ordinal);
        Assert.DoesNotContain("rgb(", page, StringComparison.Ordinal);
    }

    [Fact]
    public void Page_without_history_says_so()
    {
        string page = ReportPage.Of(ReportSamples.Of(trained) with { History = [] });

        Assert.Contains("No history", page, StringComparison.Ordinal);
        Assert.DoesNotContain("seconds of training", page, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Browser_shows_all_parts_without_a_network_or_an_error()
    {
        Chromium.SkipWithout();
        ReportContent content = ReportSamples.Of(trained);
        using TemporaryDirectory place = new();
        string file = place["report.html"];
        await File.WriteAllTextAsync(file, ReportPage.Of(content));
        await using Chromium browser = await Chromium.StartAsync();

        await browser.OpenAsync(new Uri(file).AbsoluteUri);

        Assert.Equal(
            content.Mistakes.Length,
            await CountAsync(browser, ".mistakes img", "e => e.naturalWidth === 28")
        );
        Assert.Equal(3, await CountAsync(browser, "svg.chart", "e => e.getBBox().width > 400"));
        Assert.Equal(100, await CountAsync(browser, ".confusion td"));
        Assert.Equal(
            32,
            await CountAsync(browser, ".filters svg", "e => e.children.length === 10")
        );
        Assert.Equal(
            8,
            await CountAsync(
                browser,
                "nav a",
                "a => document.querySelector(a.getAttribute('href'))"
            )
        );
        Assert.Equal(0, await CountAsync(browser, "img:not([alt]), svg:not([aria-label])"));
        Assert.Equal(0, await CountAsync(browser, "body *", "e => e.scrollWidth > innerWidth"));
        Assert.Empty(browser.Complaints);
        Assert.All(
            browser.Requests,
            address =>
                Assert.True(
                    address.StartsWith("file:", StringComparison.Ordinal)
                        || address.StartsWith("data:", StringComparison.Ordinal),
                    address
                )
        );
    }

    [SkippableFact]
    public async Task Browser_shows_readable_text_in_both_schemes()
    {
        Chromium.SkipWithout();
        using TemporaryDirectory place = new();
        string file = place["report.html"];
        await File.WriteAllTextAsync(file, ReportPage.Of(ReportSamples.Of(trained)));
        await using Chromium browser = await Chromium.StartAsync();
        await browser.OpenAsync(new Uri(file).AbsoluteUri);

        double light = await InSchemeAsync("light");
        double dark = await InSchemeAsync("dark");

        Assert.True(light > 0.8 && dark < 0.2, $"Paper has luminance {light} and {dark}.");

        async Task<double> InSchemeAsync(string scheme)
        {
            await browser.SendAsync(
                "Emulation.setEmulatedMedia",
                new()
                {
                    ["features"] = new JsonArray(
                        new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }
                    ),
                }
            );
            JsonNode luminances = (await browser.EvaluateAsync(Luminances))!;
            double paper = luminances["paper"]!.GetValue<double>();
            double card = luminances["card"]!.GetValue<double>();
            foreach (string text in new[] { "ink", "soft", "first" })
            {
                // WCAG 2.2, success criterion 1.4.3: 4.5 to 1 for text.
                double color = luminances[text]!.GetValue<double>();
                Assert.True(Contrast(color, paper) >= 4.5, $"--{text} on paper, {scheme}");
                Assert.True(Contrast(color, card) >= 4.5, $"--{text} on a card, {scheme}");
            }
            return paper;
        }

        static double Contrast(double one, double other) =>
            (Math.Max(one, other) + 0.05) / (Math.Min(one, other) + 0.05);
    }

    // Relative luminance by WCAG 2.2.
    private const string Luminances = """
        Object.fromEntries(["paper", "card", "ink", "soft", "first"].map(name => {
            const hex = getComputedStyle(document.documentElement).getPropertyValue("--" + name).trim();
            const [r, g, b] = [1, 3, 5].map(i => {
                const c = parseInt(hex.slice(i, i + 2), 16) / 255;
                return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
            });
            return [name, 0.2126 * r + 0.7152 * g + 0.0722 * b];
        }))
        """;

    private static async Task<int> CountAsync(
        Chromium browser,
        string selector,
        string condition = "() => true"
    ) =>
        (
            await browser.EvaluateAsync(
                $"[...document.querySelectorAll(\"{selector}\")].filter({condition}).length"
            )
        )!.GetValue<int>();
}
