using System.IO.Compression;
using System.Xml.Linq;

namespace LayerGen.Package.Tests;

/// <summary>The packages as a user gets them: into an empty folder, from a feed, with an empty cache.</summary>
[Collection(SharedFeed.Name)]
public sealed class PackageTests(PackageFeed feed)
{
    private string Reference => $"<PackageReference Include='LayerGen' Version='{feed.Version}' />";

    [Fact]
    public void Packing_the_solution_makes_the_packages_and_nothing_else() =>
        Assert.Equal(
            [
                $"LayerGen.{feed.Version}.nupkg",
                $"LayerGen.{feed.Version}.snupkg",
                $"MnistModel.{feed.Version}.nupkg",
            ],
            Directory
                .GetFiles(feed.Feed)
                .Select(file => Path.GetFileName(file)!)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void Package_has_runtime_generator_documentation_and_licence_and_no_more() =>
        Assert.Equal(
            [
                "LICENSE",
                "LayerGen.nuspec",
                "README.md",
                "analyzers/dotnet/cs/LayerGen.Generator.dll",
                "build/LayerGen.targets",
                "buildTransitive/LayerGen.NativeAot.targets",
                "buildTransitive/LayerGen.targets",
                "icon.png",
                "lib/net10.0/LayerGen.Runtime.dll",
                "lib/net10.0/LayerGen.Runtime.xml",
            ],
            PackageFeed.Contents(feed.Package("LayerGen"))
        );

    [Fact]
    public void Users_download_no_tool_of_the_authors()
    {
        using ZipArchive archive = ZipFile.OpenRead(feed.Package("LayerGen"));
        using Stream stream = archive.GetEntry("LayerGen.nuspec")!.Open();

        Assert.Equal(
            ["CsvHelper", "MathNet.Numerics", "StbImageSharp", "System.IO.Hashing"],
            XDocument
                .Load(stream)
                .Descendants()
                .Where(element => element.Name.LocalName == "dependency")
                .Select(dependency => dependency.Attribute("id")!.Value)
        );
    }

    [Fact]
    public async Task Package_added_to_a_new_project_trains_a_network()
    {
        UserProject project = UserProject.Create(feed.EmptyFolder("Added"), UserProject.Program);
        (await project.DotnetAsync("add", "package", "LayerGen")).Succeeded();

        CommandRun build = await project.BuildAsync();

        build.Succeeded();
        Assert.Empty(build.Warnings);
        Assert.Contains(
            "learned True",
            (await project.RunAsync()).Succeeded(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Missing_generator_is_one_error()
    {
        UserProject project = UserProject.Create(
            feed.EmptyFolder("WithoutGenerator"),
            UserProject.Program,
            items: $"""
            {Reference}
            </ItemGroup>
            <Target Name="Forget" BeforeTargets="LayerGenFindGenerator">
              <ItemGroup>
                <Analyzer Remove="@(Analyzer)" Condition="'%(Filename)' == 'LayerGen.Generator'" />
              </ItemGroup>
            </Target>
            <ItemGroup>
            """
        );

        CommandRun build = await project.BuildAsync();

        Assert.StartsWith(
            "LG0000: LayerGen.Generator.dll is not among this project's analyzers",
            Assert.Single(build.Errors),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Project_that_gets_the_package_through_another_declares_networks_too()
    {
        string folder = feed.EmptyFolder("Through");
        UserProject.Create(
            Directory.CreateDirectory(Path.Combine(folder, "Library")).FullName,
            $"""
            using LayerGen;
            [assembly: System.Runtime.CompilerServices.InternalsVisibleTo("Application")]
            namespace Library;
            {UserProject.Network.Replace("public", "internal", StringComparison.Ordinal)}
            """,
            items: Reference
        );
        string library = Path.Combine(folder, "Library", "Library.csproj");
        File.WriteAllText(
            library,
            File.ReadAllText(library).Replace("Exe", "Library", StringComparison.Ordinal)
        );
        UserProject application = UserProject.Create(
            Directory.CreateDirectory(Path.Combine(folder, "Application")).FullName,
            UserProject.Program.Replace(
                "Random random",
                "using Library.Circle other = new();\nRandom random",
                StringComparison.Ordinal
            ),
            items: "<ProjectReference Include='../Library/Library.csproj' />"
        );

        (await application.BuildAsync()).Succeeded();

        Assert.Contains(
            "learned True",
            (await application.RunAsync()).Succeeded(),
            StringComparison.Ordinal
        );
    }
}
