using MnistModel.Data;

namespace MnistModel.Tests;

public sealed class BadInputProgramTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    public BadInputProgramTests() => IdxBytes.WriteSmallDataset(_place["data"]);

    public static TheoryData<string> Damages { get; } = [.. Damage.ByName.Keys];

    public void Dispose() => _place.Dispose();

    [Theory]
    [MemberData(nameof(Damages))]
    public async Task Bad_file_gives_one_line_and_exit_code_2_within_bounded_memory(string name)
    {
        string blamed = Damage.ByName[name](_place["data"]);

        // 256 MiB for the program and its data: a file that lies about its size cannot make it ask for more.
        ProgramRun run = await ProgramProcess.RunAsync(
            new Dictionary<string, string?> { ["DOTNET_GCHeapHardLimit"] = "10000000" },
            "--data",
            _place["data"],
            "--out",
            _place["out"]
        );

        AssertRefused(run, blamed);
        Assert.Empty(Directory.GetFiles(_place["out"]));
    }

    [Fact]
    public async Task File_that_announces_too_much_is_answered_by_what_a_person_can_do()
    {
        Damage.ByName["header that announces more memory than there is"](_place["data"]);

        ProgramRun run = await ProgramProcess.RunAsync(
            null,
            "--data",
            _place["data"],
            "--out",
            _place["out"]
        );

        AssertRefused(run, "check the file, or give one of fewer images.");
        Assert.DoesNotContain("limit", run.Error, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Bad_directory_in_the_environment_is_refused_by_its_name()
    {
        ProgramRun run = await ProgramProcess.RunAsync(
            new Dictionary<string, string?> { ["LAYERGEN_DATA"] = _place["nowhere"] },
            "--out",
            _place["out"]
        );

        AssertRefused(run, "LAYERGEN_DATA");
    }

    [Theory]
    [InlineData("--epochs=0", "from 1 to 100000")]
    [InlineData("--epochs=many", "from 1 to 100000")]
    [InlineData("--batch-size=-3", "from 1 to 4096")]
    [InlineData("--learning-rate=nan", "above 0")]
    [InlineData("--seed=1.5", "from 0 to 18446744073709551615")]
    [InlineData("--threads=-1", "from 0 to 256")]
    [InlineData("--dataset=cifar", "mnist, fashion-mnist or synthetic")]
    [InlineData("--log=xml", "plain or json")]
    [InlineData("--epoch=3", "--epochs")]
    public async Task Wrong_option_says_what_is_allowed(string argument, string allowed)
    {
        ProgramRun run = await ProgramProcess.RunAsync(null, argument);

        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        Assert.Contains(allowed, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Output_that_cannot_be_written_is_found_before_training()
    {
        string file = _place["data", FileRole.TestLabels.FileName() + ".gz"];

        ProgramRun run = await ProgramProcess.RunAsync(
            null,
            "--data",
            _place["data"],
            "--out",
            file
        );

        AssertRefused(run, "--out");
    }

    [Fact]
    public async Task Mnist_that_was_asked_for_and_cannot_be_had_is_an_error()
    {
        ProgramRun run = await ProgramProcess.RunAsync(
            null,
            "--dataset",
            "mnist",
            "--out",
            _place["out"]
        );

        AssertRefused(run, "--dataset synthetic");
    }

    private static void AssertRefused(ProgramRun run, string blamed)
    {
        Assert.Equal((2, ""), (run.ExitCode, run.Output));
        string line = Assert.Single(run.ErrorLines);
        Assert.StartsWith("error: ", line, StringComparison.Ordinal);
        Assert.Contains(blamed, line, StringComparison.Ordinal);
    }
}
