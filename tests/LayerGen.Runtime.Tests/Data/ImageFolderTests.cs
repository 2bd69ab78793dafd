using LayerGen.Data;
using LayerGen.Tests.Data.Images;

namespace LayerGen.Tests.Data;

public sealed class ImageFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Read_takes_folders_as_classes_in_ordinal_order()
    {
        Write("b", "2.png", Grey(30));
        Write("b", "10.PNG", Grey(20));
        Write("Z", "a.png", Grey(10));
        Write("b", "notes.txt", [1]);
        Write("b", ".hidden.png", [1]);
        Write(".git", "a.png", [1]);
        ImageDataset images = ImageFolder.Read(_folder.Path, 2, 3, 1).ValueOrThrow();
        Assert.Equal(["Z", "b"], images.ClassNames.ToArray());
        Assert.Equal((3, 2, 3, 1), (images.Count, images.Height, images.Width, images.Channels));
        Assert.Equal([10, 20, 30], Enumerable.Range(0, 3).Select(i => (int)images.Image(i)[0]));
        Assert.Equal([0, 1, 1], Enumerable.Range(0, 3).Select(images.Label));
        Assert.Equal(Path.GetFileName(_folder.Path), images.Name);
        Assert.Equal(["Z", "b"], images.Split(1, seed: 1).Validation.ClassNames.ToArray());
    }

    [Fact]
    public void Read_resizes_and_converts_to_the_networks_shape()
    {
        Write("grey", "a.png", PngBytes.File(1, 2, colour: 0, [0, 100]));
        Write(
            "red",
            "a.jpg",
            PngBytes.File(
                2,
                2,
                colour: 2,
                [.. Enumerable.Repeat<byte[]>([255, 0, 0], 4).SelectMany(p => p)]
            )
        );
        ImageDataset colour = ImageFolder.Read(_folder.Path, 1, 1, 3).ValueOrThrow();
        Assert.Equal([50, 50, 50], colour.Image(0).ToArray());
        Assert.Equal([255, 0, 0], colour.Image(1).ToArray());
        ImageDataset grey = ImageFolder.Read(_folder.Path, 1, 1, 1).ValueOrThrow();
        Assert.Equal([76], grey.Image(1).ToArray());
    }

    [Fact]
    public void Read_names_the_file_that_is_no_image()
    {
        Write("a", "good.png", Grey(1));
        string bad = Write("b", "bad.png", [1, 2, 3]);
        FailureAssert.Fails(ImageFolder.Read(_folder.Path, 1, 1, 1), bad);
        string cut = Write("b", "bad.png", Grey(1)[..^20]);
        FailureAssert.Fails(ImageFolder.Read(_folder.Path, 1, 1, 1), cut);
    }

    [Fact]
    public void Read_fails_when_there_are_not_two_classes_with_images()
    {
        FailureAssert.Fails(ImageFolder.Read(_folder.Path, 1, 1, 1), _folder.Path, "0 folders");
        string file = Write("a", "x.png", Grey(1));
        FailureAssert.Fails(ImageFolder.Read(_folder.Path, 1, 1, 1), "1 folders");
        Directory.CreateDirectory(_folder.File("b"));
        FailureAssert.Fails(ImageFolder.Read(_folder.Path, 1, 1, 1), _folder.File("b"));
        FailureAssert.Fails(ImageFolder.Read(file, 1, 1, 1), "is a file");
        FailureAssert.Fails(ImageFolder.Read(_folder.File("none"), 1, 1, 1), "no such folder");
    }

    private static byte[] Grey(byte value) =>
        PngBytes.File(2, 3, colour: 0, [.. Enumerable.Repeat(value, 6)]);

    private string Write(string folder, string name, byte[] content)
    {
        Directory.CreateDirectory(_folder.File(folder));
        return _folder.Write(Path.Combine(folder, name), content);
    }
}
