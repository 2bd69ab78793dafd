using System.Diagnostics;
using System.Globalization;
using LayerGen;
using LayerGen.Persistence;

namespace MnistModel.Tests.Serving;

public sealed class ServeProgramTests : IClassFixture<LearnedDigits>, IDisposable
{
    private readonly TemporaryDirectory _place = new();

    public ServeProgramTests(LearnedDigits learned) =>
        Assert.IsType<Result<WeightsSummary>.Ok>(WeightsFile.Save(Weights, learned.Network));

    private string Weights => _place["weights.safetensors"];

    public void Dispose() => _place.Dispose();

    [SkippableFact]
    public async Task Page_is_served_at_the_printed_address_until_a_signal_ends_it()
    {
        Skip.If(OperatingSystem.IsWindows(), "Signals cannot be sent to one process on Windows.");
        using Process process = ProgramProcess.Start(null, "serve", Weights, "--port", "0");
        Task<string> error = process.StandardError.ReadToEndAsync();
        string? address = await process.StandardOutput.ReadLineAsync();
        using HttpClient client = new();

        string page = await client.GetStringAsync(address);
        ProgramRun second = await ProgramProcess.RunAsync(
            null,
            ["serve", Weights, "--port", $"{new Uri(address!).Port}"]
        );
        using (
            Process kill = Process.Start(
                "kill",
                ["-TERM", process.Id.ToString(CultureInfo.InvariantCulture)]
            )
        )
            await kill.WaitForExitAsync();

        Assert.Contains("<h1>Draw a digit</h1>", page, StringComparison.Ordinal);
        Assert.Equal(130, await ProgramProcess.EndOf(process));
        Assert.EndsWith("Stopped.\n", await error, StringComparison.Ordinal);
        Assert.Equal((2, ""), (second.ExitCode, second.Output));
        Assert.Contains(
            "another program listens there",
            Assert.Single(second.ErrorLines),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("nowhere.safetensors", "there is no such file")]
    [InlineData(".", "holds no *.safetensors file")]
    public async Task What_is_no_network_is_refused_in_one_line(string name, string reason)
    {
        File.Delete(Weights);

        ProgramRun run = await ProgramProcess.RunAsync(null, "serve", _place[name]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(reason, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }
}
