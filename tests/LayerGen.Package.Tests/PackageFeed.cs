using System.IO.Compression;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Xml.Linq;

namespace LayerGen.Package.Tests;

/// <summary>
/// The packages of the solution in a folder that serves as a feed, beside a package cache that starts empty. What other
/// packages these need comes from where the machine gets its packages.
/// </summary>
public sealed class PackageFeed : IAsyncLifetime
{
    /// <summary>Where the sources of the solution are.</summary>
    internal static string Repository { get; } =
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    // What was built with these tests is what is packed.
    private static readonly string Configuration = typeof(PackageFeed)
        .Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!
        .Configuration;

    private readonly string _root = Directory.CreateTempSubdirectory("layergen-package-").FullName;

    internal string Feed => Path.Combine(_root, "feed");

    /// <summary>Packs the solution as its author would, and writes a configuration that finds the packages.</summary>
    public async Task InitializeAsync()
    {
        (
            await DotnetCommand.DotnetAsync(
                Repository,
                ["pack", "--no-build", "-c", Configuration, "-o", Feed, "-v", "q"]
            )
        ).Succeeded();
        string sources = (
            await DotnetCommand.DotnetAsync(_root, "nuget", "list", "source", "--format", "short")
        ).Succeeded();
        await File.WriteAllTextAsync(
            Path.Combine(_root, "nuget.config"),
            Configure([
                .. sources
                    .Split('\n')
                    .Where(line => line.StartsWith("E ", StringComparison.Ordinal))
                    .Select(line => line[2..].Trim()),
            ])
        );
    }

    public Task DisposeAsync()
    {
        Directory.Delete(_root, recursive: true);
        return Task.CompletedTask;
    }

    /// <summary>An empty folder that uses the feed.</summary>
    internal string EmptyFolder(string name) =>
        Directory.CreateDirectory(Path.Combine(_root, name)).FullName;

    /// <summary>The version that the packages have.</summary>
    internal string Version =>
        Path.GetFileName(Package("LayerGen"))["LayerGen.".Length..^".nupkg".Length];

    /// <summary>The file of a package.</summary>
    internal string Package(string id) =>
        Directory
            .GetFiles(Feed, $"{id}.*.nupkg")
            .Single(file => char.IsAsciiDigit(Path.GetFileName(file)[id.Length + 1]));

    /// <summary>The names of the files in a package that its author put there.</summary>
    internal static string[] Contents(string package)
    {
        using ZipArchive archive = ZipFile.OpenRead(package);
        return
        [
            .. archive
                .Entries.Select(entry => entry.FullName)
                .Where(name =>
                    name != "[Content_Types].xml"
                    && !name.StartsWith("_rels/", StringComparison.Ordinal)
                    && !name.StartsWith("package/", StringComparison.Ordinal)
                )
                .Order(StringComparer.Ordinal),
        ];
    }

    // Our packages come from the feed alone, so that a published one of the same name is never tested instead. A cache
    // of the machine's stands in where it has what other packages we need; it is only read.
    private string Configure(string[] sources)
    {
        XElement Add(string key, string value) =>
            new("add", new XAttribute("key", key), new XAttribute("value", value));
        XElement Mapping(string key, params string[] patterns) =>
            new(
                "packageSource",
                new XAttribute("key", key),
                patterns.Select(pattern => new XElement(
                    "package",
                    new XAttribute("pattern", pattern)
                ))
            );
        string[] own =
        [
            .. Directory
                .GetFiles(Feed, "*.nupkg")
                .Select(file => Path.GetFileName(file).Split(".0.")[0]),
        ];
        return new XElement(
            "configuration",
            new XElement(
                "packageSources",
                new XElement("clear"),
                Add("feed", Feed),
                sources.Select((source, index) => Add($"source{index}", source))
            ),
            new XElement(
                "packageSourceMapping",
                new XElement("clear"),
                Mapping("feed", own),
                sources.Select((_, index) => Mapping($"source{index}", "*"))
            ),
            new XElement("config", Add("globalPackagesFolder", Path.Combine(_root, "cache"))),
            new XElement(
                "fallbackPackageFolders",
                new XElement("clear"),
                new[]
                {
                    Environment.GetEnvironmentVariable("NUGET_PACKAGES")
                        ?? Path.Combine(
                            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
                            ".nuget",
                            "packages"
                        ),
                }
                    .Where(folder =>
                        Directory.Exists(folder)
                        && !Directory.Exists(Path.Combine(folder, "layergen"))
                    )
                    .Select(folder => Add("machine", folder))
            )
        ).ToString();
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}

/// <summary>The tests that share one feed; they run one after another, as each build takes the whole machine.</summary>
[CollectionDefinition(Name)]
public sealed class SharedFeed : ICollectionFixture<PackageFeed>
{
    public const string Name = "package feed";
}
