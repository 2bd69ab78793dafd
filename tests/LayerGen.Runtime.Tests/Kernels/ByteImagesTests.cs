using LayerGen.Kernels;

namespace LayerGen.Tests.Kernels;

public class ByteImagesTests
{
    [Fact]
    public void ToUnit_divides_every_byte_by_255_bit_for_bit_in_every_lane()
    {
        byte[] source = new byte[256 * 64];
        for (int i = 0; i < source.Length; i++)
            source[i] = (byte)(i / 64); // Each byte 64 times: in every lane of the widest vector of bytes.
        float[] destination = new float[source.Length];
        ByteImages.ToUnit(source, destination);
        for (int i = 0; i < source.Length; i++)
        {
            Assert.Equal(
                BitConverter.SingleToInt32Bits(source[i] / 255f),
                BitConverter.SingleToInt32Bits(destination[i])
            );
        }
    }

    [Fact]
    public void ToUnit_converts_exactly_the_source_for_any_length()
    {
        for (int length = 0; length <= 200; length++)
        {
            byte[] source = [.. Enumerable.Range(0, length).Select(i => (byte)(i * 37))];
            float[] destination = [.. Enumerable.Repeat(-1f, length + 3)];
            ByteImages.ToUnit(source, destination);
            for (int i = 0; i < length; i++)
                Assert.Equal(source[i] / 255f, destination[i]);
            Assert.Equal([-1, -1, -1], destination[length..]);
        }
    }

    [Fact]
    public void ToUnit_throws_when_the_destination_is_too_short() =>
        Assert.Throws<ArgumentException>(() => ByteImages.ToUnit(new byte[100], new float[99]));
}
