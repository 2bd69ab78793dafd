using System.Net;
using LayerGen;
using MnistModel.Data;
using MnistModel.Data.Download;
using MnistModel.Reporting;

namespace MnistModel.Tests;

public sealed class DownloadTests
{
    private const string First = "https://first.example/data/";
    private const string Second = "https://second.example/";

    // Long enough for the machine, short enough for the suite: the stalling mirrors below never answer at all.
    private static readonly DownloadLimits Limits = new(
        Connect: TimeSpan.FromSeconds(5),
        Response: TimeSpan.FromSeconds(0.3),
        Stall: TimeSpan.FromSeconds(0.3),
        RetryPause: TimeSpan.Zero,
        CompressionSlack: 1 << 16
    );

    private static readonly Dictionary<FileRole, byte[]> Files = IdxBytes.SmallDataset();
    private static readonly KnownDataset Dataset = IdxBytes.Known("drawn", Files, First, Second);
    private static readonly DataFile Labels = Dataset.File(FileRole.TrainingLabels);
    private static readonly byte[] Packed = IdxBytes.Gzip(Files[FileRole.TrainingLabels]);

    [Fact]
    public async Task Fetch_gives_the_bytes_when_they_are_the_original_file()
    {
        FakeMirror mirror = new(_ => FakeMirror.Body(Packed));
        List<RunEvent> events = [];

        Result<byte[]> fetched = await FetchAsync(mirror, events.Add);

        Assert.Equal(Packed, fetched.ValueOrThrow());
        Assert.Equal([new Uri(First + "train-labels-idx1-ubyte.gz")], mirror.Asked);
        Assert.Contains(
            new RunEvent.Downloading("train-labels-idx1-ubyte.gz", Packed.Length, Packed.Length),
            events
        );
    }

    public static TheoryData<string> WaysToFail { get; } = [.. BadAnswers.Keys];

    private static Dictionary<
        string,
        Func<CancellationToken, Task<HttpResponseMessage>>
    > BadAnswers =>
        new()
        {
            ["answered 404"] = _ =>
                Task.FromResult(new HttpResponseMessage(HttpStatusCode.NotFound)),
            ["answered 503"] = _ =>
                Task.FromResult(new HttpResponseMessage(HttpStatusCode.ServiceUnavailable)),
            ["sent another file"] = _ =>
                Task.FromResult(FakeMirror.Body(IdxBytes.Gzip(Files[FileRole.TestLabels]))),
            ["sent a damaged file"] = _ => Task.FromResult(FakeMirror.Body(Packed[..^9])),
            ["is no IDX file"] = _ =>
                Task.FromResult(FakeMirror.Body("<html>please log in</html>"u8.ToArray())),
            ["the connection ended after"] = _ =>
                Task.FromResult(
                    FakeMirror.Body(new MemoryStream(Packed[..^9]), announced: Packed.Length)
                ),
            ["no data for 0.3 s"] = _ =>
                Task.FromResult(FakeMirror.Body(new StallingStream(Packed[..10]), announced: null)),
            ["no answer within 0.3 s"] = async cancellation =>
            {
                await Task.Delay(Timeout.Infinite, cancellation);
                throw new InvalidOperationException("Never gets here.");
            },
            ["no network"] = _ =>
                throw new HttpRequestException(HttpRequestError.ConnectionError, "no network"),
            ["sends more than"] = _ =>
                Task.FromResult(FakeMirror.Body(new EndlessStream(), announced: null)),
        };

    [Theory]
    [MemberData(nameof(WaysToFail))]
    public async Task Fetch_takes_the_second_mirror_when_the_first_is_bad(string way)
    {
        FakeMirror mirror = new(
            (address, cancellation) =>
                address.Host == "first.example"
                    ? BadAnswers[way](cancellation)
                    : Task.FromResult(FakeMirror.Body(Packed))
        );

        Result<byte[]> fetched = await FetchAsync(mirror);

        Assert.Equal(Packed, fetched.ValueOrThrow());
        Assert.Equal(
            ["first.example", "second.example"],
            mirror.Asked.Select(address => address.Host)
        );
    }

    [Theory]
    [MemberData(nameof(WaysToFail))]
    public async Task Fetch_names_the_mirrors_and_what_they_did_when_all_are_bad(string way)
    {
        FakeMirror mirror = new((_, cancellation) => BadAnswers[way](cancellation));

        Result<byte[]> fetched = await FetchAsync(mirror);

        string message = Assert.IsType<Result<byte[]>.Error>(fetched).Failure.Message;
        Assert.Contains($"first.example: {way}", Unprefixed(message), StringComparison.Ordinal);
        Assert.Contains("second.example: ", message, StringComparison.Ordinal);
        Assert.Contains("train-labels-idx1-ubyte.gz", message, StringComparison.Ordinal);

        // A file that cannot be read is reported with its name in between.
        static string Unprefixed(string message) =>
            message.Replace(
                "sent a damaged file: train-labels-idx1-ubyte.gz: is no IDX",
                "is no IDX",
                StringComparison.Ordinal
            );
    }

    [Fact]
    public async Task Fetch_asks_once_more_when_a_mirror_failed_on_the_way()
    {
        int requests = 0;
        FakeMirror mirror = new(address =>
            address.Host == "second.example" ? new HttpResponseMessage(HttpStatusCode.NotFound)
            : ++requests == 1 ? new HttpResponseMessage(HttpStatusCode.BadGateway)
            : FakeMirror.Body(Packed)
        );

        Result<byte[]> fetched = await FetchAsync(mirror);

        Assert.Equal(Packed, fetched.ValueOrThrow());
        // The mirror that does not have the file is not asked again.
        Assert.Equal(
            ["first.example", "second.example", "first.example"],
            mirror.Asked.Select(address => address.Host)
        );
    }

    [Fact]
    public async Task Fetch_asks_every_mirror_once_when_there_is_no_network()
    {
        FakeMirror mirror = FakeMirror.Offline();

        Assert.IsType<Result<byte[]>.Error>(await FetchAsync(mirror));
        Assert.Equal(2, mirror.Asked.Count);
    }

    [Fact]
    public async Task Fetch_reads_little_when_a_mirror_sends_without_end()
    {
        EndlessStream endless = new();
        FakeMirror mirror = new(_ => FakeMirror.Body(endless, announced: null));

        Assert.IsType<Result<byte[]>.Error>(await FetchAsync(mirror));
        // Both mirrors give this stream; each is left after the limit and one buffer of 64 KiB, or two.
        Assert.InRange(endless.Given, 1, 2 * (Labels.Length + Limits.CompressionSlack + (2 << 16)));
    }

    [Fact]
    public async Task Fetch_stops_when_it_is_cancelled()
    {
        using CancellationTokenSource source = new();
        FakeMirror mirror = new(
            async (_, cancellation) =>
            {
                await source.CancelAsync();
                await Task.Delay(Timeout.Infinite, cancellation);
                throw new InvalidOperationException("Never gets here.");
            }
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            FetchAsync(mirror, cancellation: source.Token)
        );
        Assert.Single(mirror.Asked);
    }

    private static async Task<Result<byte[]>> FetchAsync(
        FakeMirror mirror,
        Action<RunEvent>? report = null,
        CancellationToken cancellation = default
    )
    {
        using MirrorClient client = new(mirror, Limits);
        Downloader downloader = new(client, Limits, report ?? (_ => { }));
        return await downloader.FetchAsync(Dataset, Labels, cancellation);
    }
}
