using System.Runtime.CompilerServices;
using LayerGen.Kernels;

namespace LayerGen.Tests.Kernels;

public class AlignedBufferTests
{
    [Fact]
    public void Start_lies_on_a_cache_line_and_stays_there_for_any_length()
    {
        for (int length = 0; length <= 70; length++)
        {
            AssertAligned(new AlignedBuffer<byte>(length));
            AssertAligned(new AlignedBuffer<short>(length));
            AssertAligned(new AlignedBuffer<float>(length));
            AssertAligned(new AlignedBuffer<double>(length));
        }
        AssertAligned(new AlignedBuffer<float>(1_000_003));
    }

    [Fact]
    public void Span_is_zero_and_shares_its_elements_with_At_for_any_length()
    {
        for (int length = 0; length <= 70; length++)
        {
            AlignedBuffer<int> buffer = new(length);
            Assert.Equal(length, buffer.Length);
            Assert.Equal(new int[length], buffer.Span.ToArray());
            for (int i = 0; i < length; i++)
                buffer.At(i) = i + 1;
            Assert.Equal([.. Enumerable.Range(1, length)], buffer.Span.ToArray());
        }
    }

    [Fact]
    public void Buffer_has_room_for_a_vector_behind_its_end()
    {
        for (int length = 0; length <= 70; length++)
        {
            AlignedBuffer<float> buffer = new(length);
            AlignedBuffer<float> behind = new(length);
            // What is written there must not reach the next array on the heap.
            for (int i = 0; i < 16; i++)
                buffer.At(length + i) = float.NaN;
            Assert.All(behind.Span.ToArray(), value => Assert.Equal(0, value));
            Assert.Equal(length, behind.Length);
        }
    }

    [Fact]
    public void Constructor_throws_when_the_length_is_negative() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new AlignedBuffer<float>(-1));

    [Fact]
    public void Constructor_throws_when_elements_cannot_be_aligned()
    {
        NotSupportedException error = Assert.Throws<NotSupportedException>(() =>
            new AlignedBuffer<decimal>(1)
        );
        Assert.Contains("16 bytes", error.Message, StringComparison.Ordinal);
    }

    private static unsafe void AssertAligned<T>(AlignedBuffer<T> buffer)
        where T : unmanaged
    {
        nuint address = (nuint)Unsafe.AsPointer(ref buffer.Start);
        Assert.Equal(0u, address % AlignedBuffer<T>.Alignment);
        GC.Collect(0);
        Assert.Equal(address, (nuint)Unsafe.AsPointer(ref buffer.Start));
    }
}
