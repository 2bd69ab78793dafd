using LayerGen.Persistence;
using LayerGen.Tests.Data;

namespace LayerGen.Tests.Persistence;

public class AtomicFileTests
{
    [Fact]
    public void Write_replaces_the_file_and_leaves_nothing_else()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("file", [1, 2, 3, 4]);
        Assert.Equal(2, AtomicFile.Write(path, stream => stream.Write([5, 6])).ValueOrThrow());
        Assert.Equal([5, 6], File.ReadAllBytes(path));
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Write_shows_the_old_file_until_all_is_written()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("file", [1]);
        AtomicFile
            .Write(
                path,
                stream =>
                {
                    stream.Write([2, 3]);
                    stream.Flush();
                    Assert.Equal([1], File.ReadAllBytes(path));
                    // The temporary file is in the same directory, so that renaming it is one step.
                    Assert.Equal(2, Directory.EnumerateFileSystemEntries(folder.Path).Count());
                }
            )
            .ValueOrThrow();
        Assert.Equal([2, 3], File.ReadAllBytes(path));
    }

    [Fact]
    public void Write_keeps_the_old_file_when_writing_fails()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("file", [1]);
        FailureAssert.Fails(
            AtomicFile.Write(
                path,
                stream => Fail(stream, new IOException("No space left on device"))
            ),
            path,
            "No space left"
        );
        AssertUntouched();
        Assert.Throws<OperationCanceledException>(() =>
            AtomicFile.Write(path, stream => Fail(stream, new OperationCanceledException()))
        );
        AssertUntouched();

        static void Fail(Stream stream, Exception exception)
        {
            stream.Write([2]);
            throw exception;
        }

        void AssertUntouched()
        {
            Assert.Equal([1], File.ReadAllBytes(path));
            Assert.Equal([path], Directory.EnumerateFileSystemEntries(folder.Path));
        }
    }

    [Fact]
    public void Write_names_the_path_when_it_cannot_be_written()
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("file", [1]);
        Assert.Contains("is a directory", AtomicFile.Problem(folder.Path)?.Message);
        Assert.Null(AtomicFile.Problem(path));
        Assert.Null(AtomicFile.Problem(folder.File("new")));
        FailureAssert.Fails(Write(""), "empty");
        FailureAssert.Fails(Write(folder.Path), folder.Path, "is a directory");
        FailureAssert.Fails(
            Write(folder.File("none/file")),
            folder.File("none/file"),
            "no such directory"
        );
        FailureAssert.Fails(Write(Path.Combine(path, "file")), path);
        FailureAssert.Fails(Write("a\0b"), @"a\u0000b");
        FailureAssert.Fails(Write(folder.File(new string('x', 300))), "xxx");
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [SkippableFact]
    public void Write_refuses_a_pipe_and_leaves_it_where_it_is()
    {
        using TemporaryFolder folder = new();
        string pipe = folder.Pipe("pipe");
        Assert.Contains("a device or a pipe", AtomicFile.Problem(pipe)?.Message);
        FailureAssert.Fails(Write(pipe), pipe, "a device or a pipe");
        Assert.Equal([pipe], Directory.EnumerateFileSystemEntries(folder.Path));
        // Still a pipe: what opens it for both needs nobody at the other end, and cannot seek.
        using FileStream file = new(pipe, FileMode.Open, FileAccess.ReadWrite);
        Assert.False(file.CanSeek);
    }

    [Fact]
    public void Write_replaces_an_empty_file()
    {
        using TemporaryFolder folder = new();
        Write(folder.Write("file", [])).ValueOrThrow();
        Assert.Equal([1], File.ReadAllBytes(folder.File("file")));
    }

    [Fact]
    public void Write_succeeds_for_everybody_who_writes_to_one_place_at_once()
    {
        using TemporaryFolder folder = new();
        string path = folder.File("file");
        Parallel.For(
            0,
            4,
            new ParallelOptions { MaxDegreeOfParallelism = 4 },
            _ =>
            {
                for (int i = 0; i < 200; i++)
                    Write(path).ValueOrThrow();
            }
        );
        Assert.Equal([path], Directory.EnumerateFileSystemEntries(folder.Path));
    }

    [Fact]
    public void Write_writes_into_the_current_directory_when_the_path_has_none()
    {
        string name = $"layergen-test-{Guid.NewGuid():N}";
        try
        {
            AtomicFile.Write(name, stream => stream.Write([7])).ValueOrThrow();
            Assert.Equal([7], File.ReadAllBytes(name));
        }
        finally
        {
            File.Delete(name);
        }
    }

    private static Result<long> Write(string path) =>
        AtomicFile.Write(path, stream => stream.Write([1]));
}
