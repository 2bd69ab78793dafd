using LayerGen.Data;
using LayerGen.Data.Images;

namespace LayerGen.Tests.Data.Images;

public class DigitImageTests
{
    [Fact]
    public void Centre_scales_the_longer_side_to_20_pixels_and_keeps_the_proportions()
    {
        // A bar of 40 × 10 pixels becomes one of 20 × 5. Its mass is in its middle, which goes to 14.5.
        float[] ink = new float[100 * 60];
        Fill(ink, 60, top: 3, left: 47, rows: 40, columns: 10);
        float[] digit = DigitImage.Centre(ink, 100, 60);
        for (int y = 0; y < 28; y++)
        for (int x = 0; x < 28; x++)
            Assert.Equal(y is >= 4 and < 24 && x is >= 12 and < 17 ? 1 : 0, digit[(y * 28) + x]);
    }

    [Fact]
    public void Centre_puts_the_centre_of_mass_into_the_middle()
    {
        // A foot of 20 × 4 below a stem of 16 × 6 at its left.
        float[] ink = new float[40 * 40];
        Fill(ink, 40, top: 10, left: 10, rows: 16, columns: 6);
        Fill(ink, 40, top: 26, left: 10, rows: 4, columns: 20);
        float[] digit = DigitImage.Centre(ink, 40, 40);
        (double y, double x) = CentreOfMass(digit);
        // The digit moves by whole pixels, so it misses the middle by half a pixel at most.
        Assert.InRange(y, 14, 15);
        Assert.InRange(x, 14, 15);
        Assert.Equal(176, digit.Sum());
    }

    [Fact]
    public void Centre_keeps_the_whole_digit_when_its_mass_is_far_aside()
    {
        // 400 pixels of ink in one corner, and a single one in the opposite one.
        float[] ink = new float[200 * 200];
        Fill(ink, 200, top: 0, left: 0, rows: 20, columns: 20);
        ink[^1] = 1;
        float[] digit = DigitImage.Centre(ink, 200, 200);
        Assert.True(digit.AsSpan(8 * 28).ContainsAnyInRange(0.001f, 1));
        Assert.Contains(1, digit);
        Assert.All(digit, value => Assert.InRange(value, 0, 1));
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(1, 300)]
    [InlineData(300, 1)]
    public void Centre_takes_any_shape(int height, int width)
    {
        float[] ink = [.. Enumerable.Repeat(1f, height * width)];
        float[] digit = DigitImage.Centre(ink, height, width);
        (int rows, int columns) = (
            height == 1 && width > 1 ? 1 : 20,
            width == 1 && height > 1 ? 1 : 20
        );
        Assert.Equal(rows * columns, digit.Sum());
    }

    [Fact]
    public void Prepare_gives_about_the_same_when_the_picture_is_large_or_inverted()
    {
        byte[] small = OpenRing(28, 14, 14, 7);
        float[] expected = DigitImage.Prepare(new(28, 28, 1, small), "small").ValueOrThrow();
        byte[] large = [.. OpenRing(500, 160, 300, 100).Select(pixel => (byte)(255 - pixel))];
        float[] found = DigitImage.Prepare(new(500, 500, 1, large), "large").ValueOrThrow();
        double difference = expected.Zip(found, (a, b) => Math.Abs(a - b)).Sum();
        // The small ring's rims are one pixel wide and the large one's a fourteenth of that: about 15 % of the ink. A
        // digit in the wrong place by one pixel would differ by more than half its ink.
        Assert.InRange(difference, 0, 0.25 * expected.Sum());
    }

    [Fact]
    public void Prepare_fails_when_the_image_is_blank() =>
        FailureAssert.Fails(
            DigitImage.Prepare(new(9, 9, 3, new byte[243]), "blank.png"),
            "blank.png: shows nothing"
        );

    [Fact]
    public void Centre_throws_when_there_is_no_ink() =>
        Assert.Throws<ArgumentException>(() => DigitImage.Centre(new float[9], 3, 3));

    [Fact]
    public void Read_prepares_a_file()
    {
        using TemporaryFolder folder = new();
        byte[] ring = OpenRing(60, 25, 33, 12);
        string path = folder.Write("ring.png", PngBytes.File(60, 60, colour: 0, ring));
        Assert.Equal(
            DigitImage.Prepare(new(60, 60, 1, ring), path).ValueOrThrow(),
            DigitImage.Read(path).ValueOrThrow()
        );
        FailureAssert.Fails(DigitImage.Read(folder.File("none.png")), "none.png");
    }

    [SkippableFact]
    public void Prepare_hardly_changes_an_image_of_mnist()
    {
        string? folder = Environment.GetEnvironmentVariable("LAYERGEN_DATA");
        Skip.If(folder is null, "LAYERGEN_DATA does not name a folder with the MNIST files.");
        IdxImages images = IdxReader
            .ReadImages(Path.Combine(folder!, "t10k-images-idx3-ubyte.gz"))
            .ValueOrThrow();
        double difference = 0;
        double ink = 0;
        for (int i = 0; i < 500; i++)
        {
            ReadOnlyMemory<byte> pixels = images.Pixels.Slice(i * 784, 784);
            float[] digit = DigitImage.Prepare(new(28, 28, 1, pixels), "mnist").ValueOrThrow();
            for (int pixel = 0; pixel < 784; pixel++)
            {
                difference += Math.Abs(digit[pixel] - (pixels.Span[pixel] / 255f));
                ink += pixels.Span[pixel] / 255f;
            }
        }
        // Measured: 4 %, mostly the few digits that move by one pixel, which alone changes a digit by half its ink.
        Assert.InRange(difference / ink, 0, 0.08);
    }

    private static void Fill(float[] ink, int width, int top, int left, int rows, int columns)
    {
        for (int y = 0; y < rows; y++)
            ink.AsSpan(((top + y) * width) + left, columns).Fill(1);
    }

    /// <summary>
    /// Three quarters of a ring as thick as half its radius, with rims of partial ink: its centre of mass is beside the
    /// middle of its box.
    /// </summary>
    private static byte[] OpenRing(int size, double centreY, double centreX, double radius)
    {
        byte[] pixels = new byte[size * size];
        for (int i = 0; i < pixels.Length; i++)
        {
            (double y, double x) = ((i / size) + 0.5 - centreY, (i % size) + 0.5 - centreX);
            double depth = (radius / 4) - Math.Abs(Math.Sqrt((y * y) + (x * x)) - radius);
            if (y > 0 && x < 0)
                continue;
            pixels[i] = (byte)(255 * Math.Clamp(depth + 0.5, 0, 1));
        }
        return pixels;
    }

    private static (double Y, double X) CentreOfMass(float[] digit)
    {
        (double mass, double y, double x) = (0, 0, 0);
        for (int i = 0; i < digit.Length; i++)
        {
            mass += digit[i];
            y += digit[i] * ((i / 28) + 0.5);
            x += digit[i] * ((i % 28) + 0.5);
        }
        return (y / mass, x / mass);
    }
}
