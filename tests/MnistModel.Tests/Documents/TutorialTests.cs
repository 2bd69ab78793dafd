using System.Diagnostics;
using Microsoft.CodeAnalysis;

namespace MnistModel.Tests.Documents;

public sealed class TutorialTests : IDisposable
{
    private static readonly Tutorial Page = Tutorial.Read();

    private readonly TemporaryDirectory _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Every_snippet_names_the_file_that_it_belongs_to()
    {
        Assert.Equal(Page.Blocks, Page.NamedBlocks);
        Assert.Equal(
            ["Program.cs", "SpiralNetwork.cs", "Wrong.cs"],
            Page.Files.Keys.Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void Mistake_is_reported_in_the_words_of_the_page()
    {
        Diagnostic mistake = Assert.Single(
            TutorialCompiler.Compile(Page.Files["Wrong.cs"]).Diagnostics,
            diagnostic => diagnostic.Id.StartsWith("LG", StringComparison.Ordinal)
        );

        Assert.Equal(
            $"error {mistake.Id}: {mistake.GetMessage(null)}",
            Assert.Single(Page.Quotations)
        );
    }

    [Fact]
    public async Task Program_compiles_without_a_warning_and_does_what_the_page_says()
    {
        var (image, diagnostics) = TutorialCompiler.Compile(
            Page.Files["Program.cs"],
            Page.Files["SpiralNetwork.cs"]
        );
        Assert.Empty(diagnostics.Where(found => found.Severity >= DiagnosticSeverity.Warning));

        string[] lines = await RunAsync(image);

        Assert.StartsWith("epoch 1: loss ", lines[0], StringComparison.Ordinal);
        string accuracy = Assert.Single(
            lines,
            line => line.StartsWith("test accuracy ", StringComparison.Ordinal)
        );
        // Chance is 33 %; arms that do not overlap are learned all but perfectly.
        Assert.True(
            double.Parse(
                accuracy.Split(' ')[2].TrimEnd('%'),
                System.Globalization.CultureInfo.InvariantCulture
            ) > 90,
            accuracy
        );
        Assert.Contains(
            "(0.5, 0.5) is of arm ",
            string.Join('\n', lines),
            StringComparison.Ordinal
        );
        // 2·64 + 64 + 64·64 + 64 + 64·3 + 3 weights and biases.
        Assert.Contains("read 4547 numbers", lines);
        Assert.StartsWith("going on: Trained for ", lines[^1], StringComparison.Ordinal);
        Assert.True(File.Exists(_place["spirals.safetensors"]));
    }

    private async Task<string[]> RunAsync(byte[] image)
    {
        await File.WriteAllBytesAsync(_place["Spirals.dll"], image);
        foreach (string library in TutorialCompiler.Libraries)
            File.Copy(
                Path.Combine(AppContext.BaseDirectory, $"{library}.dll"),
                _place[$"{library}.dll"]
            );
        File.Copy(
            Path.Combine(AppContext.BaseDirectory, "MnistModel.runtimeconfig.json"),
            _place["Spirals.runtimeconfig.json"]
        );
        using Process process = Process.Start(
            new ProcessStartInfo("dotnet", ["Spirals.dll"])
            {
                WorkingDirectory = _place.FullPath,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        Task<string> error = process.StandardError.ReadToEndAsync();
        string output = await process.StandardOutput.ReadToEndAsync();
        Assert.Equal(0, await ProgramProcess.EndOf(process));
        Assert.Equal("", await error);
        return output.Split(
            '\n',
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
        );
    }
}
