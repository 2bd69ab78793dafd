using System.Collections.Immutable;
using LayerGen;
using MnistModel.Predicting;

namespace MnistModel.Tests.Predicting;

public sealed class ImagePathsTests : IDisposable
{
    private readonly TemporaryDirectory _place = new();

    public void Dispose() => _place.Dispose();

    [Fact]
    public void Directory_stands_for_the_images_in_it_by_name()
    {
        foreach (string name in new[] { "b.png", "a.JPG", "c.jpeg", "notes.txt", "d.gif" })
            File.WriteAllText(_place[name], "");
        Directory.CreateDirectory(_place["deeper"]);
        File.WriteAllText(_place["deeper", "e.png"], "");

        ImmutableArray<string> files = ImagePaths
            .Of(["first.png", _place.FullPath, "last"])
            .ValueOrThrow();

        Assert.Equal<string>(
            ["first.png", _place["a.JPG"], _place["b.png"], _place["c.jpeg"], "last"],
            files
        );
    }

    [Fact]
    public void Directory_without_images_is_a_failure_that_names_it()
    {
        string message = Assert
            .IsType<Result<ImmutableArray<string>>.Error>(ImagePaths.Of([_place.FullPath]))
            .Failure.Message;

        Assert.StartsWith(
            $"{_place.FullPath}: holds no image (.png, .jpg, .jpeg)",
            message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Pictures_of_equal_names_get_numbers() =>
        Assert.Equal<string>(
            ["7.png", "7-2.png", "8.png", "7-3.png", "7-2-2.png"],
            ExplanationFiles.Names(["a/7.png", "b/7.jpg", "8.png", "7.jpeg", "7-2.png"])
        );
}
