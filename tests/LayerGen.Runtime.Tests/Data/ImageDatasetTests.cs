using CsCheck;
using LayerGen.Data;

namespace LayerGen.Tests.Data;

public class ImageDatasetTests
{
    [Fact]
    public void Create_throws_when_there_are_not_as_many_pixels_as_needed()
    {
        ArgumentException exception = Assert.Throws<ArgumentException>(() =>
            ImageDataset.Create("few", 2, 3, 2, 10, new byte[23], new byte[2])
        );
        Assert.Contains("need 24 bytes, found 23", exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, 1, 1, 1)]
    [InlineData(1, 0, 1, 1)]
    [InlineData(1, 1, -1, 1)]
    [InlineData(1, 1, 1, 0)]
    [InlineData(1, 1, 1, 257)]
    public void Create_throws_when_a_size_is_out_of_range(
        int height,
        int width,
        int channels,
        int classes
    ) =>
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            ImageDataset.Create("none", height, width, channels, classes, new byte[1], new byte[1])
        );

    [Fact]
    public void Create_throws_when_there_are_no_images() =>
        Assert.Throws<ArgumentException>(() =>
            ImageDataset.Create("none", 1, 1, 1, 1, default, default)
        );

    [Fact]
    public void Create_fails_when_a_label_is_no_class() =>
        FailureAssert.Fails(
            ImageDataset.Create("three", 1, 1, 1, 4, new byte[3], new byte[] { 3, 0, 4 }),
            "three: label 4 at index 2",
            "0 to 3"
        );

    [Fact]
    public void Create_takes_every_label_when_there_are_256_classes() =>
        Assert.Equal(
            255,
            ImageDataset
                .Create("all", 1, 1, 1, 256, new byte[1], new byte[] { 255 })
                .ValueOrThrow()
                .Label(0)
        );

    [Fact]
    public void Image_gives_the_bytes_of_one_image_in_order() =>
        Assert.Equal(
            [12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23],
            Numbered(3, 2, 3, 2).Image(1).ToArray()
        );

    [Fact]
    public void Subset_shows_the_chosen_images_without_copying_them()
    {
        byte[] pixels = IdxBytes.Counting(40);
        ImageDataset whole = ImageDataset
            .Create("ten", 2, 2, 1, 10, pixels, IdxBytes.Counting(10))
            .ValueOrThrow();
        ImageDataset part = whole.Subset([7, 2, 7]).Subset([2, 1]);
        Assert.Equal((2, 7, 2), (part.Count, part.Label(0), part.Label(1)));
        Assert.Equal([28, 29, 30, 31], part.Image(0).ToArray());
        pixels[28] = 99;
        Assert.Equal(99, part.Image(0)[0]);
    }

    [Fact]
    public void Subset_throws_when_an_index_is_out_of_range_or_there_is_none()
    {
        ImageDataset whole = Numbered(3, 1, 1, 1);
        Assert.Throws<ArgumentException>(() => whole.Subset([]));
        Assert.Throws<ArgumentException>(() => whole.Subset([0, 3]));
        Assert.Throws<ArgumentException>(() => whole.Subset([-1]));
        Assert.ThrowsAny<IndexOutOfRangeException>(() => whole.Subset([0]).Label(1));
    }

    [Fact]
    public void Split_gives_every_image_to_exactly_one_part_in_the_order_of_the_whole() =>
        Gen.Select(Gen.Int[2, 200], Gen.Int[1, 199], Gen.ULong)
            .Where((count, held, _) => held < count)
            .Sample(
                (count, held, seed) =>
                {
                    (ImageDataset training, ImageDataset validation) = Numbered(count, 1, 1, 1)
                        .Split(held, seed);
                    int[] first = Pixels(training);
                    int[] second = Pixels(validation);
                    Assert.Equal((count - held, held), (first.Length, second.Length));
                    Assert.Equal(Enumerable.Range(0, count), first.Concat(second).Order());
                    Assert.Equal(first.Order(), first);
                    Assert.Equal(second.Order(), second);
                }
            );

    [Fact]
    public void Split_chooses_by_seed()
    {
        ImageDataset whole = Numbered(200, 1, 1, 1);
        Assert.Equal(Pixels(whole.Split(50, 1).Validation), Pixels(whole.Split(50, 1).Validation));
        Assert.NotEqual(
            Pixels(whole.Split(50, 1).Validation),
            Pixels(whole.Split(50, 2).Validation)
        );
    }

    [Theory]
    [InlineData(0)]
    [InlineData(3)]
    public void Split_throws_when_a_part_would_be_empty(int held) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Numbered(3, 1, 1, 1).Split(held, 1));

    /// <summary>Pixel values count up from 0; at most 251 pixels tell images apart.</summary>
    private static ImageDataset Numbered(int count, int height, int width, int channels) =>
        ImageDataset
            .Create(
                "numbered",
                height,
                width,
                channels,
                10,
                IdxBytes.Counting(count * height * width * channels),
                new byte[count]
            )
            .ValueOrThrow();

    private static int[] Pixels(ImageDataset dataset) =>
        [.. Enumerable.Range(0, dataset.Count).Select(i => (int)dataset.Image(i)[0])];

    [Fact]
    public void WithClassNames_carries_names_along_and_refuses_a_wrong_number()
    {
        ImageDataset images = ImageDataset
            .Create("two", 1, 1, 1, 2, new byte[] { 7, 8, 9 }, new byte[] { 0, 1, 1 })
            .ValueOrThrow();
        Assert.Equal(["0", "1"], images.ClassNames.ToArray());
        ImageDataset named = images.WithClassNames(["cat", "dog"]);
        Assert.Equal(["cat", "dog"], named.Subset([2]).ClassNames.ToArray());
        Assert.Equal(9, named.Subset([2]).Image(0)[0]);
        Assert.Throws<ArgumentException>(() => images.WithClassNames(["cat"]));
        Assert.Throws<ArgumentException>(() => images.WithClassNames(default));
    }

    [Fact]
    public void Split_holds_back_each_class_in_proportion_when_stratified()
    {
        byte[] labels = [.. Enumerable.Range(0, 40).Select(i => (byte)(i % 4 == 0 ? 1 : 0))];
        ImageDataset images = ImageDataset
            .Create("forty", 1, 1, 1, 2, new byte[40], labels)
            .ValueOrThrow();
        for (ulong seed = 0; seed < 20; seed++)
        {
            ImageDataset held = images.Split(8, seed, stratified: true).Validation;
            Assert.Equal(2, Enumerable.Range(0, 8).Count(i => held.Label(i) == 1));
        }
    }
}
