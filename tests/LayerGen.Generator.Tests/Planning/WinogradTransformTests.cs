using CsCheck;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Tests.Planning;

/// <summary>The transforms as the kernels are written: they give the direct sums.</summary>
public sealed class WinogradTransformTests
{
    // In double precision: the direct sum has 9 terms of at most 1, the transforms sum products of at most 4 · 2¼ with
    // factors of at most 1, 9 of them for an output: rounding stays far below 81 · 10 · 2⁻⁵³ ≈ 1e-13.
    private const double Tolerance = 1e-12;

    [Fact]
    public void Transforms_give_the_direct_sum_on_one_tile() =>
        Gen.Select(Gen.Double[-1, 1].Array[16], Gen.Double[-1, 1].Array[9])
            .Sample(
                (d, g) =>
                {
                    double[,] tile = Square(d, 4);
                    double[,] kernel = Square(g, 3);
                    double[,] outputs = FromTransforms(tile, kernel);
                    for (int i = 0; i < 2; i++)
                    for (int j = 0; j < 2; j++)
                        Assert.Equal(Direct(tile, kernel, i, j), outputs[i, j], Tolerance);
                },
                iter: 500
            );

    // What lies beyond an image of odd size is NaN here: it must reach no output that is kept.
    [Theory]
    [InlineData(8, 6)]
    [InlineData(7, 9)]
    [InlineData(9, 8)]
    public void Tiles_of_an_image_give_the_direct_sum_and_keep_nothing_from_outside(
        int height,
        int width
    )
    {
        Random random = new(1);
        double[,] image = new double[height + 3, width + 3];
        for (int row = 0; row < height + 3; row++)
        for (int column = 0; column < width + 3; column++)
            image[row, column] =
                row < height + 2 && column < width + 2 ? (2 * random.NextDouble()) - 1 : double.NaN;
        double[,] kernel = Square([.. Enumerable.Range(0, 9).Select(_ => random.NextDouble())], 3);
        Winograd tiles = WinogradTests.For(
            WinogradTests.Input(height + 2, width + 2, 32),
            new(height, width)
        )!;
        int outputs = 0;
        for (int row = 0; row < tiles.Rows; row++)
        for (int column = 0; column < tiles.Columns; column++)
        {
            double[,] tile = new double[4, 4];
            for (int i = 0; i < 4; i++)
            for (int j = 0; j < 4; j++)
                tile[i, j] = image[(2 * row) + i, (2 * column) + j];
            double[,] result = FromTransforms(tile, kernel);
            for (int i = 0; i < 2; i++)
            for (int j = 0; j < 2; j++)
            {
                if ((2 * row) + i >= height || (2 * column) + j >= width)
                    continue;
                outputs++;
                Assert.Equal(
                    Direct(image, kernel, (2 * row) + i, (2 * column) + j),
                    result[i, j],
                    Tolerance
                );
            }
        }
        Assert.Equal(height * width, outputs);
    }

    /// <summary>Aᵀ [(G g Gᵀ) ⊙ (Bᵀ d B)] A with the matrices of section 4.1.</summary>
    private static double[,] FromTransforms(double[,] tile, double[,] kernel)
    {
        // Sums of what a row of the matrix names, never a product with its zeros: NaN outside must not spread.
        double[,] v = Sandwich(s_inputs, tile);
        double[,] u = Sandwich(s_weights, kernel);
        double[,] m = new double[4, 4];
        for (int i = 0; i < 4; i++)
        for (int j = 0; j < 4; j++)
            m[i, j] = u[i, j] * v[i, j];
        return Sandwich(s_outputs, m);
    }

    private static readonly double[,] s_inputs =
    {
        { 1, 0, -1, 0 },
        { 0, 1, 1, 0 },
        { 0, -1, 1, 0 },
        { 0, 1, 0, -1 },
    };

    private static readonly double[,] s_weights =
    {
        { 1, 0, 0 },
        { 0.5, 0.5, 0.5 },
        { 0.5, -0.5, 0.5 },
        { 0, 0, 1 },
    };

    private static readonly double[,] s_outputs =
    {
        { 1, 1, 1, 0 },
        { 0, 1, -1, -1 },
    };

    /// <summary>M x Mᵀ.</summary>
    private static double[,] Sandwich(double[,] matrix, double[,] x) =>
        Transpose(Times(matrix, Transpose(Times(matrix, x))));

    private static double[,] Times(double[,] matrix, double[,] x)
    {
        double[,] product = new double[matrix.GetLength(0), x.GetLength(1)];
        for (int i = 0; i < matrix.GetLength(0); i++)
        for (int j = 0; j < x.GetLength(1); j++)
        for (int k = 0; k < matrix.GetLength(1); k++)
            if (matrix[i, k] != 0)
                product[i, j] += matrix[i, k] * x[k, j];
        return product;
    }

    private static double[,] Transpose(double[,] x)
    {
        double[,] transposed = new double[x.GetLength(1), x.GetLength(0)];
        for (int i = 0; i < x.GetLength(0); i++)
        for (int j = 0; j < x.GetLength(1); j++)
            transposed[j, i] = x[i, j];
        return transposed;
    }

    private static double Direct(double[,] image, double[,] kernel, int row, int column)
    {
        double sum = 0;
        for (int i = 0; i < 3; i++)
        for (int j = 0; j < 3; j++)
            sum += image[row + i, column + j] * kernel[i, j];
        return sum;
    }

    private static double[,] Square(double[] values, int size)
    {
        double[,] square = new double[size, size];
        for (int i = 0; i < size * size; i++)
            square[i / size, i % size] = values[i];
        return square;
    }
}
