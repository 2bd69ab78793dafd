using CsCheck;
using LayerGen.Kernels;
using Xunit;

namespace LayerGen.Tests.Kernels;

public class TranspositionTests
{
    [Fact]
    public void Runs_of_16_rows_are_transposed_one_by_one_and_nothing_else_is_written() =>
        Gen.Select(Gen.Int[1, 70], Gen.Int[1, 40], Gen.Int[0, 5])
            .Sample(
                (rows, columns, gap) =>
                {
                    const int run = 16;
                    int runStride = (run * columns) + gap;
                    float[] source = [.. Enumerable.Range(1, rows * columns).Select(i => (float)i)];
                    float[] expected = new float[(rows + run - 1) / run * runStride];
                    for (int row = 0; row < rows; row++)
                    for (int column = 0; column < columns; column++)
                        expected[(row / run * runStride) + (column * run) + (row % run)] = source[
                            (row * columns) + column
                        ];
                    float[] packed = new float[expected.Length];
                    Transposition.CopyInRuns(
                        ref source[0],
                        ref packed[0],
                        runStride,
                        rows,
                        columns
                    );
                    Assert.Equal(expected, packed);
                }
            );
}
