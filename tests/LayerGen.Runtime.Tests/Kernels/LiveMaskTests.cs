using CsCheck;
using LayerGen.Kernels;

namespace LayerGen.Tests.Kernels;

public sealed class LiveMaskTests
{
    /// <summary>Zeros of both signs, NaN, an infinity and the smallest number there is.</summary>
    private static readonly Gen<float> Gradient = Gen.OneOf(
        0f,
        -0f,
        1f,
        -2.5f,
        float.NaN,
        float.PositiveInfinity,
        float.Epsilon
    );

    [Fact]
    public void NonZero_has_a_bit_for_each_value_that_is_not_zero() =>
        Gen.Select(Gradient.Array[64], Gen.Int[1, 64])
            .Sample(
                (values, count) =>
                {
                    ulong expected = Bits(count, i => values[i] != 0f);
                    Assert.Equal(expected, LiveMask.NonZero(ref values[0], count));
                }
            );

    [Fact]
    public void Next_has_a_bit_for_each_value_up_to_the_limit_or_the_end_of_the_row() =>
        Gen.Select(Gradient.Array[64], Gen.Int[1, 4], Gen.Int[1, 64])
            .Sample(
                (values, vectors, left) =>
                {
                    // The row ends where the array does: what lies behind it is not the network's to read.
                    float[] row = values[..left];
                    int limit = 16 * vectors;
                    ulong expected = Bits(Math.Min(limit, left), i => row[i] != 0f);
                    Assert.Equal(expected, LiveMask.Next(ref row[0], limit, left));
                }
            );

    [Fact]
    public void AreFew_when_at_least_half_of_the_values_are_zero() =>
        Gen.Select(Gradient.Array[400], Gen.Int[1, 10], Gen.Int[1, 40])
            .Sample(
                (values, rows, columns) =>
                {
                    const int stride = 40;
                    int zeros = 0;
                    for (int row = 0; row < rows; row++)
                    for (int column = 0; column < columns; column++)
                        zeros += values[(row * stride) + column] == 0f ? 1 : 0;
                    Assert.Equal(
                        zeros * 2 >= rows * columns,
                        LiveMask.AreFew(ref values[0], rows, columns, stride)
                    );
                }
            );

    [Fact]
    public void Equal_has_a_bit_for_each_byte_that_equals_the_number() =>
        Gen.Select(Gen.Byte[0, 5].Array[64], Gen.Byte[0, 5], Gen.Int[1, 64])
            .Sample(
                (bytes, number, count) =>
                {
                    ulong expected = Bits(count, i => bytes[i] == number);
                    Assert.Equal(expected, LiveMask.Equal(ref bytes[0], number, count));
                }
            );

    [Fact]
    public void ByFilter_has_a_bit_for_each_position_with_gradient() =>
        Maps.Sample(map =>
        {
            uint[] words = [.. Enumerable.Repeat(uint.MaxValue, map.Words * map.Filters)];
            LiveMask.ByFilter(
                ref map.Values[0],
                map.Rows,
                map.Columns,
                map.RowStride,
                map.Filters,
                map.Filters,
                ref words[0]
            );
            for (int filter = 0; filter < map.Filters; filter++)
            for (int bit = 0; bit < 32 * map.Words; bit++)
            {
                bool expected = bit < map.Rows * map.Columns && map.At(bit, filter) != 0f;
                uint word = words[(bit / 32 * map.Filters) + filter];
                Assert.Equal(expected, (word >> (bit % 32) & 1) != 0);
            }
        });

    [Fact]
    public void AddByFilter_adds_in_the_order_of_positions() =>
        Maps.Sample(map =>
        {
            float[] sums = [.. Enumerable.Range(0, map.Filters).Select(filter => (float)filter)];
            LiveMask.AddByFilter(
                ref map.Values[0],
                map.Rows,
                map.Columns,
                map.RowStride,
                map.Filters,
                map.Filters,
                ref sums[0]
            );
            for (int filter = 0; filter < map.Filters; filter++)
            {
                float expected = filter;
                for (int position = 0; position < map.Rows * map.Columns; position++)
                    expected += map.At(position, filter);
                // The same additions in the same order: the same bits.
                Assert.Equal(expected, sums[filter]);
            }
        });

    private static readonly Gen<Map> Maps = Gen.Select(
            Gen.Int[1, 9],
            Gen.Int[1, 9],
            Gen.Int[0, 2],
            Gen.Int[1, 3]
        )
        .SelectMany(
            (rows, columns, border, vectors) =>
                Gradient
                    .Array[rows * (columns + border) * vectors * 16]
                    .Select(values => new Map(rows, columns, border, vectors * 16, values))
        );

    private static ulong Bits(int count, Func<int, bool> isSet) =>
        Enumerable.Range(0, count).Where(isSet).Aggregate(0ul, (mask, i) => mask | (1ul << i));

    /// <summary>Gradients with a border behind each row.</summary>
    private sealed record Map(int Rows, int Columns, int Border, int Filters, float[] Values)
    {
        public int RowStride => (Columns + Border) * Filters;

        public int Words => ((Rows * Columns) + 31) / 32;

        public float At(int position, int filter) =>
            Values[(position / Columns * RowStride) + (position % Columns * Filters) + filter];
    }
}
