using System.Xml.Linq;

namespace LayerGen.Package.Tests;

/// <summary>A project of a user's in an empty folder, as <c>dotnet new console</c> makes it.</summary>
internal sealed class UserProject
{
    /// <summary>A small network that learns at once which points lie inside a circle.</summary>
    public const string Network = """
        [Network(2)]
        [Dense(16, Activation = Activation.Relu)]
        [Dense(2)]
        [Softmax]
        public sealed partial class Circle;
        """;

    /// <summary>Trains <see cref="Network"/> and prints "learned" and whether it did.</summary>
    public const string Program = $$"""
        using LayerGen;
        using LayerGen.Data;
        using LayerGen.Training;
        using MathNet.Numerics.LinearAlgebra.Single;

        Random random = new(1);
        DenseMatrix points = DenseMatrix.Create(2, 600, (_, _) => (2 * random.NextSingle()) - 1);
        int[] inside =
        [
            .. Enumerable
                .Range(0, 600)
                .Select(i => (points[0, i] * points[0, i]) + (points[1, i] * points[1, i]) < 0.5 ? 1 : 0),
        ];
        using Circle network = new(seed: 1, threads: 1);
        TrainingOutcome outcome = network.Fit(new MatrixBatches(points, inside), new() { Epochs = 40 });
        Console.WriteLine($"learned {outcome.History[^1].Accuracy > 0.85}, to loss {outcome.History[^1].Loss:R}");

        {{Network}}
        """;

    private readonly string _name;

    private UserProject(string folder, string name) => (Folder, _name) = (folder, name);

    public string Folder { get; }

    /// <summary>A program for .NET 10 with one file.</summary>
    /// <param name="folder">An empty folder.</param>
    /// <param name="program">Its <c>Program.cs</c>.</param>
    /// <param name="properties">What its project says besides, as XML.</param>
    /// <param name="items">Its items, as XML.</param>
    public static UserProject Create(
        string folder,
        string program,
        string properties = "",
        string items = ""
    )
    {
        UserProject project = new(folder, Path.GetFileName(folder));
        File.WriteAllText(Path.Combine(folder, "Program.cs"), program);
        File.WriteAllText(
            Path.Combine(folder, $"{project._name}.csproj"),
            XElement
                .Parse(
                    $"""
                    <Project Sdk="Microsoft.NET.Sdk">
                      <PropertyGroup>
                        <OutputType>Exe</OutputType>
                        <TargetFramework>net10.0</TargetFramework>
                        <ImplicitUsings>enable</ImplicitUsings>
                        <Nullable>enable</Nullable>
                        <InvariantGlobalization>true</InvariantGlobalization>
                        {properties}
                      </PropertyGroup>
                      <ItemGroup>
                        {items}
                      </ItemGroup>
                    </Project>
                    """
                )
                .ToString()
        );
        return project;
    }

    public Task<CommandRun> DotnetAsync(params string[] arguments) =>
        DotnetCommand.DotnetAsync(Folder, arguments);

    public Task<CommandRun> BuildAsync() => DotnetAsync("build", "-c", "Release");

    /// <summary>Runs what was built.</summary>
    public Task<CommandRun> RunAsync() =>
        DotnetAsync(Path.Combine(Folder, "bin", "Release", "net10.0", $"{_name}.dll"));
}
