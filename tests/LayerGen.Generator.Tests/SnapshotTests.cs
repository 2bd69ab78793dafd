using Microsoft.CodeAnalysis;
using Xunit.Sdk;

namespace LayerGen.Generator.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("layergen-snapshot");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Verify_fails_and_writes_what_it_received_when_nothing_is_approved()
    {
        string message = Fails(("Net.g", "class A;\n"));

        Assert.Contains(
            "MyTests.Method#Net.g.verified.cs is missing",
            message,
            StringComparison.Ordinal
        );
        Assert.Equal("class A;\n", Read("MyTests.Method#Net.g.received.cs"));
        Assert.False(File.Exists(PathOf("MyTests.Method#Net.g.verified.cs")));
    }

    [Fact]
    public void Verify_fails_and_leaves_the_approved_file_when_the_text_differs()
    {
        Write("MyTests.Method#Net.g.verified.cs", "class A;\nclass B;\n");

        string message = Fails(("Net.g", "class A;\nclass C;\n"));

        Assert.Contains("differs from line 2 on", message, StringComparison.Ordinal);
        Assert.Equal("class A;\nclass C;\n", Read("MyTests.Method#Net.g.received.cs"));
        Assert.Equal("class A;\nclass B;\n", Read("MyTests.Method#Net.g.verified.cs"));
    }

    [Fact]
    public void Verify_passes_and_clears_what_it_received_when_the_text_is_the_approved_one()
    {
        Write("MyTests.Method#Net.g.verified.cs", "class A;\r\n");
        Write("MyTests.Method#Net.g.received.cs", "class Old;");

        Verify(("Net.g", "class A;\n"));

        Assert.False(File.Exists(PathOf("MyTests.Method#Net.g.received.cs")));
    }

    [Fact]
    public void Verify_fails_when_an_approved_file_is_no_longer_generated()
    {
        Write("MyTests.Method#Net.g.verified.cs", "class A;");
        Write("MyTests.Method#Gone.g.verified.cs", "class B;");
        Write("MyTests.MethodOther#Net.g.verified.cs", "of another test");

        string message = Fails(("Net.g", "class A;"));

        Assert.Equal(
            "MyTests.Method#Gone.g.verified.cs is approved, but no longer generated: delete it.",
            message
        );
    }

    [Fact]
    public void Verify_names_every_problem()
    {
        string message = Fails(("A.g", "a"), ("B.g", "b"));

        Assert.Equal(2, message.Split('\n').Length);
    }

    [Fact]
    public void Verify_starts_each_generated_file_with_its_hint_name()
    {
        GeneratorRunResult result = GeneratorRun.Of(GeneratorRun.Cnn).Result;

        Assert.Throws<XunitException>(() =>
            Snapshot.Verify(result, PathOf("MyTests.cs"), "Method")
        );

        Assert.All(
            result.GeneratedSources,
            source =>
            {
                string name = Path.GetFileNameWithoutExtension(source.HintName);
                Assert.Equal(
                    $"//HintName: {source.HintName}\n{source.SourceText}",
                    Read($"MyTests.Method#{name}.received.cs")
                );
                File.Move(
                    PathOf($"MyTests.Method#{name}.received.cs"),
                    PathOf($"MyTests.Method#{name}.verified.cs")
                );
            }
        );
        Snapshot.Verify(result, PathOf("MyTests.cs"), "Method");
    }

    private void Verify(params (string, string)[] targets) =>
        Snapshot.Verify(targets, PathOf("MyTests.cs"), "Method");

    private string Fails(params (string, string)[] targets) =>
        Assert.Throws<XunitException>(() => Verify(targets)).Message;

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);

    private string Read(string name) => File.ReadAllText(PathOf(name));

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);
}
