using System.Buffers.Binary;
using System.Globalization;
using System.Text.Json;
using LayerGen;
using LayerGen.Persistence;
using MnistModel.Predicting;

namespace MnistModel.Tests.Predicting;

public sealed class PredictProgramTests : IClassFixture<LearnedDigits>, IDisposable
{
    private readonly TemporaryDirectory _place = new();
    private readonly LearnedDigits _learned;

    public PredictProgramTests(LearnedDigits learned)
    {
        _learned = learned;
        Assert.IsType<Result<WeightsSummary>.Ok>(WeightsFile.Save(Weights, learned.Network));
        Directory.CreateDirectory(_place["digits"]);
        for (int i = 0; i < 5; i++)
            WriteImage(_place["digits", $"{i}.png"], i, enlargement: 1 + i, isInverted: i % 2 == 1);
    }

    private string Weights => _place["weights.safetensors"];

    public void Dispose() => _place.Dispose();

    [Fact]
    public async Task One_image_is_answered_with_a_bar_for_each_class()
    {
        ProgramRun run = await RunAsync(_place["digits", "0.png"]);

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Equal(11, run.OutputLines.Length);
        Assert.StartsWith(
            _place["digits", "0.png"] + ": ",
            run.OutputLines[0],
            StringComparison.Ordinal
        );
        Assert.Contains('█', run.Output);
    }

    [Fact]
    public async Task Explanation_never_replaces_the_image_that_it_explains()
    {
        byte[] image = await File.ReadAllBytesAsync(_place["digits", "1.png"]);

        ProgramRun run = await RunAsync(
            "--explain",
            "--explain-dir",
            _place["digits"],
            _place["digits", "..", "digits", "1.png"]
        );

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(
            "1.png: would be replaced",
            Assert.Single(run.ErrorLines),
            StringComparison.Ordinal
        );
        Assert.Equal(image, await File.ReadAllBytesAsync(_place["digits", "1.png"]));
    }

    [Fact]
    public async Task Image_and_its_negative_of_another_size_are_answered_alike()
    {
        WriteImage(_place["small.png"], 3, enlargement: 1, isInverted: false);
        WriteImage(_place["large.png"], 3, enlargement: 7, isInverted: true);

        ProgramRun run = await RunAsync(
            "--format",
            "csv",
            _place["small.png"],
            _place["large.png"]
        );

        string[][] rows = [.. run.OutputLines.Select(line => line.Split(','))];
        Assert.Equal(0, run.ExitCode);
        Assert.Equal(["image", "class", "probability"], rows[0][..3]);
        Assert.Equal(rows[1][1], rows[2][1]);
        // The large one is scaled down again: a tenth allows for what resampling blurs.
        Assert.Equal(Number(rows[1][2]), Number(rows[2][2]), 0.1);

        static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
    }

    [Fact]
    public async Task Directory_gives_a_table_and_bad_files_a_line_each()
    {
        await File.WriteAllTextAsync(_place["digits", "bad.png"], "no image");
        await File.WriteAllTextAsync(_place["digits", "empty.jpg"], "");

        ProgramRun run = await RunAsync(_place["digits"]);

        Assert.Equal(2, run.ExitCode);
        Assert.Equal(6, run.OutputLines.Length);
        Assert.Equal(2, run.ErrorLines.Length);
        Assert.All(
            run.ErrorLines,
            line => Assert.StartsWith($"error: {_place["digits"]}", line, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Explanation_is_shown_in_characters_and_saved_as_png()
    {
        ProgramRun run = await RunAsync(
            "--explain",
            "--explain-dir",
            _place["explained"],
            _place["digits", "2.png"]
        );

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("occlusion sensitivity", run.OutputLines[^1], StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);
        byte[] png = await File.ReadAllBytesAsync(_place["explained", "2.png"]);
        // The signature of PNG, then the size of two images of 280 × 280 with 10 columns between them.
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], png[..4]);
        Assert.Equal(570, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
        Assert.Equal(280, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(20)));
    }

    [Theory]
    [InlineData("nowhere.png", "there is no such file")]
    [InlineData("weights.safetensors", "is neither a PNG nor a JPEG image")]
    [InlineData(".", "holds no image")]
    public async Task What_is_no_image_is_refused_in_one_line(string name, string reason)
    {
        ProgramRun run = await RunAsync(_place[name]);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(reason, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--wieghts", "there is no option --wieghts")]
    [InlineData("--format=xml", "text, csv or json")]
    public async Task Wrong_option_says_what_is_allowed(string option, string allowed)
    {
        ProgramRun run = await RunAsync(_place["digits", "0.png"], option);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(allowed, Assert.Single(run.ErrorLines), StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task Names_with_escape_sequences_are_shown_to_people_and_exact_in_data()
    {
        Skip.If(OperatingSystem.IsWindows(), "Windows allows no control characters in names.");
        string red = _place["digits", "a\u001b[31m,\"red\"\n.png"];
        string shown = _place["digits", "a\\u001b[31m,\"red\"\\u000a.png"];
        WriteImage(red, 3, enlargement: 1, isInverted: false);
        string missing = _place["digits", "\u009b31mmissing.png"];

        ProgramRun one = await RunAsync("--explain", "--explain-dir", _place["explained"], red);
        ProgramRun table = await RunAsync(red, _place["digits", "0.png"], missing);
        ProgramRun csv = await RunAsync("--format", "csv", red);
        ProgramRun json = await RunAsync("--format", "json", red);

        Assert.StartsWith($"{shown}: ", one.OutputLines[0], StringComparison.Ordinal);
        Assert.StartsWith($"{shown}  ", table.OutputLines[1], StringComparison.Ordinal);
        // Columns stand under their heads.
        Assert.Single(
            table.OutputLines.Select(line => line.Length - line.Split("  ")[^1].Length).Distinct()
        );
        Assert.Contains(
            "\\u009b31mmissing",
            Assert.Single(table.ErrorLines),
            StringComparison.Ordinal
        );
        foreach (string text in new[] { one.Output, one.Error, table.Output, table.Error })
            Assert.DoesNotContain(text, letter => char.IsControl(letter) && letter != '\n');
        Assert.StartsWith(
            $"\"{red.Replace("\"", "\"\"", StringComparison.Ordinal)}\",",
            csv.Output[(csv.Output.IndexOf('\n', StringComparison.Ordinal) + 1)..],
            StringComparison.Ordinal
        );
        Assert.Equal(red, JsonElement.Parse(json.Output).GetProperty("image").GetString());
    }

    private Task<ProgramRun> RunAsync(params string[] arguments) =>
        ProgramProcess.RunAsync(null, ["predict", "--weights", Weights, .. arguments]);

    private void WriteImage(string path, int index, int enlargement, bool isInverted)
    {
        byte[] shades =
        [
            .. _learned
                .Unseen.Image(index)
                .ToArray()
                .Select(shade => isInverted ? (byte)(byte.MaxValue - shade) : shade),
        ];
        using FileStream file = File.Create(path);
        Picture.Grey(28, shades).Enlarged(enlargement).WritePng(file);
    }
}
