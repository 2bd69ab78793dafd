using System.Text.Json;

namespace MnistModel.Tests;

/// <summary>What <c>summary</c> prints.</summary>
public sealed class SummaryProgramTests
{
    [Fact]
    public async Task Summary_has_a_line_for_every_layer_and_every_stage()
    {
        ProgramRun run = await RunAsync("summary");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.All(
            MnistCnn.Description.Layers,
            layer =>
                Assert.Contains(
                    run.OutputLines,
                    line => line.StartsWith(layer.Name + " ", StringComparison.Ordinal)
                )
        );
        Assert.All(
            MnistCnn.Description.Stages,
            stage =>
                Assert.Equal(
                    2,
                    run.OutputLines.Count(line =>
                        line.StartsWith(stage.Name + " ", StringComparison.Ordinal)
                    )
                )
        );
        Assert.Contains("34,826", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Summary_is_one_json_object_for_programs()
    {
        ProgramRun run = await RunAsync("summary", "--log", "json");

        JsonElement network = JsonElement
            .Parse(Assert.Single(run.OutputLines))
            .GetProperty("network");
        Assert.Equal(34_826, network.GetProperty("parameter_count").GetInt32());
        Assert.Equal(
            MnistCnn.Description.Stages.Length,
            network.GetProperty("stages").GetArrayLength()
        );
    }

    private static Task<ProgramRun> RunAsync(params string[] arguments) =>
        ProgramProcess.RunAsync(null, arguments);
}
