using LayerGen.Data.Images;

namespace LayerGen.Tests.Data.Images;

public class InkTests
{
    private static readonly byte[] Cross =
    [
        10,
        10,
        10,
        10,
        10,
        10,
        10,
        200,
        10,
        10,
        10,
        200,
        105,
        200,
        10,
        10,
        10,
        200,
        10,
        10,
        10,
        10,
        10,
        10,
        10,
    ];

    [Fact]
    public void Extract_is_linear_from_paper_to_ink_when_the_ink_is_light()
    {
        float[] ink = Extract(Cross);
        Assert.Equal([0, 1, 0.5f, 1, 0], ink[10..15]);
        Assert.All(ink[..5], value => Assert.Equal(0, value));
    }

    [Fact]
    public void Extract_gives_the_same_when_the_image_is_inverted() =>
        Assert.Equal(Extract(Cross), Extract([.. Cross.Select(pixel => (byte)(255 - pixel))]));

    [Fact]
    public void Extract_takes_shades_of_the_paper_for_paper()
    {
        byte[] shaded = new byte[100];
        for (int i = 0; i < 100; i++)
            shaded[i] = (byte)(i is 44 or 45 or 54 or 55 ? 30 : 190 + (i % 10));
        float[] ink = Extract(shaded, 10);
        for (int i = 0; i < 100; i++)
            Assert.Equal(i is 44 or 45 or 54 or 55 ? 1 : 0, ink[i]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(20)]
    public void Extract_gives_null_when_all_pixels_have_about_one_brightness(int difference)
    {
        byte[] blank = [.. Enumerable.Repeat((byte)100, 25)];
        blank[12] += (byte)difference;
        Assert.Null(Ink.Extract(new(5, 5, 1, blank)));
    }

    [Fact]
    public void Extract_works_on_a_single_column() =>
        Assert.Equal([0, 1, 0, 0], Ink.Extract(new(4, 1, 1, new byte[] { 0, 255, 0, 0 }))!);

    [Fact]
    public void Extract_throws_when_the_image_has_colours() =>
        Assert.Throws<ArgumentException>(() => Ink.Extract(new(1, 1, 3, new byte[3])));

    private static float[] Extract(byte[] pixels, int width = 5) =>
        Ink.Extract(new(pixels.Length / width, width, 1, pixels))!;
}
