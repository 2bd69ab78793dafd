namespace MnistModel.Tests.Report;

public sealed class ReportProgramTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    public ReportProgramTests() => IdxBytes.WriteSmallDataset(_place["data"]);

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task Report_tells_curves_and_commands_of_the_run_from_its_checkpoint()
    {
        ProgramRun trained = await ProgramProcess.RunAsync(
            null,
            [
                "train",
                "--data",
                _place["data"],
                "--out",
                _place["out"],
                "--epochs",
                "2",
                "--seed",
                "7",
            ]
        );
        Assert.Equal(0, trained.ExitCode);

        ProgramRun run = await ProgramProcess.RunAsync(null, "report", _place["out"]);

        string page = _place["out", "custom-seed7.html"];
        Assert.Equal((0, page), (run.ExitCode, Assert.Single(run.OutputLines)));
        string html = await File.ReadAllTextAsync(page);
        Assert.Contains("aria-label=\"Loss over 2 epochs", html, StringComparison.Ordinal);
        Assert.Contains(
            $"MnistModel train --data {_place["data"]} --epochs 2 --batch-size 32 --learning-rate 0.001 --schedule cosine --augment none --seed 7",
            html,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("cosine", "2", true)]
    [InlineData("constant", "2", false)]
    [InlineData("constant", "1", false)]
    public async Task Report_says_whether_its_commands_give_the_same_weights_and_where_the_data_are(
        string schedule,
        string epochs,
        bool isOther
    )
    {
        string[][] commands =
        [
            [
                "train",
                "--data",
                _place["data"],
                "--out",
                _place["out"],
                "--epochs",
                "1",
                "--schedule",
                schedule,
            ],
            ["resume", _place["out"], "--epochs", epochs],
            ["report", _place["out"], "--data", _place["data"]],
        ];

        foreach (string[] command in commands)
            Assert.Equal(0, (await ProgramProcess.RunAsync(null, command)).ExitCode);

        string html = await File.ReadAllTextAsync(
            Assert.Single(Directory.GetFiles(_place["out"], "*.html"))
        );
        Assert.Equal(
            isOther,
            html.Contains("so this gives other weights", StringComparison.Ordinal)
        );
        Assert.Matches($"MnistModel report [^ ]+ --data {_place["data"]}\n?<", html);
    }

    [Fact]
    public async Task Missing_model_is_refused_in_one_line()
    {
        ProgramRun run = await ProgramProcess.RunAsync(null, "report", _place["nothing"]);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.StartsWith(
            $"error: {_place["nothing"]}: ",
            Assert.Single(run.ErrorLines),
            StringComparison.Ordinal
        );
    }
}
