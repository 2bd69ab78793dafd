using CsCheck;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Tests.Planning;

/// <summary>The transforms as the kernels are written: they give the direct sums.</summary>
public sealed class WinogradTransformTests
{
    // In double precision: factors and products stay below 100, an output sums 28 of them at the most, and most are far
    // smaller: rounding at 2⁻⁵³ stays below 1e-12 in practice.
    private const double Tolerance = 1e-12;

    public static IEnumerable<object[]> Sizes =>
        Winograd.Sizes.Select(size => new object[] { size.Tile.Height, size.Tile.Width });

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Transforms_give_the_direct_sum_on_one_tile(int height, int width) =>
        Gen.Select(Gen.Double[-1, 1].Array[(height + 2) * (width + 2)], Gen.Double[-1, 1].Array[9])
            .Sample(
                (d, g) =>
                {
                    double[,] tile = Rectangle(d, height + 2, width + 2);
                    double[,] kernel = Rectangle(g, 3, 3);
                    double[,] outputs = FromTransforms(new(height, width), tile, kernel);
                    for (int i = 0; i < height; i++)
                    for (int j = 0; j < width; j++)
                        Assert.Equal(Direct(tile, kernel, i, j), outputs[i, j], Tolerance);
                },
                iter: 300
            );

    // What lies beyond an image of odd size is NaN here: it must reach no output that is kept.
    [Theory]
    [InlineData(2, 2, 8, 6)]
    [InlineData(2, 2, 7, 9)]
    [InlineData(2, 2, 9, 8)]
    [InlineData(2, 4, 7, 8)]
    [InlineData(2, 5, 9, 15)]
    [InlineData(4, 4, 8, 12)]
    public void Tiles_of_an_image_give_the_direct_sum_and_keep_nothing_from_outside(
        int tileHeight,
        int tileWidth,
        int height,
        int width
    )
    {
        Size2 size = new(tileHeight, tileWidth);
        Random random = new(1);
        double[,] image = new double[height + 5, width + 5];
        for (int row = 0; row < height + 5; row++)
        for (int column = 0; column < width + 5; column++)
            image[row, column] =
                row < height + 2 && column < width + 2 ? (2 * random.NextDouble()) - 1 : double.NaN;
        double[,] kernel = Rectangle(
            [.. Enumerable.Range(0, 9).Select(_ => random.NextDouble())],
            3,
            3
        );
        Winograd tiles = WinogradTests.Covering(
            size,
            WinogradTests.Input(height + 2, width + 2, 32),
            new(height, width)
        )!;
        int outputs = 0;
        for (int row = 0; row < tiles.Rows; row++)
        for (int column = 0; column < tiles.Columns; column++)
        {
            (int top, int left) = (tileHeight * row, tileWidth * column);
            double[,] tile = new double[tileHeight + 2, tileWidth + 2];
            for (int i = 0; i < tileHeight + 2; i++)
            for (int j = 0; j < tileWidth + 2; j++)
                tile[i, j] = image[top + i, left + j];
            double[,] result = FromTransforms(size, tile, kernel);
            for (int i = 0; i < tileHeight && top + i < height; i++)
            for (int j = 0; j < tileWidth && left + j < width; j++)
            {
                outputs++;
                Assert.Equal(Direct(image, kernel, top + i, left + j), result[i, j], Tolerance);
            }
        }
        Assert.Equal(height * width, outputs);
    }

    // Inputs: 4 sums of two; 2 · (2 + 2 + 2) with pairs, and 6 differences and a sum of three more for five. Outputs: 4;
    // 4 for sums and differences, and 2 + 2 + 2 + 2; 4 and 3 + 3 + 3 + 3 + 3.
    [Theory]
    [InlineData(2, 4, 4)]
    [InlineData(4, 12, 12)]
    [InlineData(5, 20, 19)]
    public void Transforms_have_the_operations_worked_by_hand(int size, int inputs, int outputs)
    {
        WinogradTransform transform = WinogradTransform.Of(size);

        Assert.Equal((inputs, outputs), (transform.Input.Operations, transform.Output.Operations));
    }

    // The programs are written out as they are read here: no product with a constant zero, so NaN outside does not spread.
    private static double[,] FromTransforms(Size2 size, double[,] tile, double[,] kernel)
    {
        WinogradTransform columns = WinogradTransform.Of(size.Height);
        WinogradTransform rows = WinogradTransform.Of(size.Width);
        double[,] v = Sandwich(columns.Input, rows.Input, tile);
        double[,] u = Sandwich(columns.Weight, rows.Weight, kernel);
        double[,] m = new double[columns.Products, rows.Products];
        for (int i = 0; i < columns.Products; i++)
        for (int j = 0; j < rows.Products; j++)
            m[i, j] = u[i, j] * v[i, j];
        return Sandwich(columns.Output, rows.Output, m);
    }

    /// <summary>A program applied to each column, then another to each row.</summary>
    private static double[,] Sandwich(LinearProgram columns, LinearProgram rows, double[,] x) =>
        Transpose(ForEachColumn(rows, Transpose(ForEachColumn(columns, x))));

    private static double[,] ForEachColumn(LinearProgram program, double[,] x)
    {
        double[,] results = new double[program.Outputs, x.GetLength(1)];
        for (int j = 0; j < x.GetLength(1); j++)
        {
            Dictionary<string, double> values = [];
            for (int i = 0; i < program.Inputs; i++)
                values[$"d{i}"] = x[i, j];
            foreach (LinearStep step in program.Steps)
                values[step.Target] = step.Terms.Sum(term => term.Factor * values[term.Value]);
            for (int i = 0; i < program.Outputs; i++)
                results[i, j] = values[$"r{i}"];
        }
        return results;
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

    private static double[,] Rectangle(double[] values, int height, int width)
    {
        double[,] rectangle = new double[height, width];
        for (int i = 0; i < values.Length; i++)
            rectangle[i / width, i % width] = values[i];
        return rectangle;
    }
}
