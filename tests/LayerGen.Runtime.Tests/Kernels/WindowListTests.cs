using LayerGen.Kernels;

namespace LayerGen.Tests.Kernels;

public class WindowListTests
{
    [Theory]
    [InlineData(13, 13, 28, 1, 2, 4, 4, 4)]
    [InlineData(3, 40, 83, 1, 2, 4, 4, 4)] // more columns than a mask has bits
    [InlineData(5, 6, 20, 3, 3, 4, 5, 2)]
    [InlineData(2, 9, 9, 1, 1, 1, 1, 0)]
    [InlineData(4, 3, 40, 16, 13, 2, 4, 1)] // patches as wide as a mask
    public void Live_windows_come_first_and_the_others_last(
        int rows,
        int columns,
        int width,
        int channels,
        int step,
        int patchRows,
        int patchColumns,
        int spare
    )
    {
        int rowStride = width * channels;
        WindowGrid grid = new(
            rows,
            columns,
            step * rowStride,
            step * channels,
            patchRows,
            patchColumns * channels,
            rowStride,
            OutputOrigin: 7,
            OutputRowStep: 32 * (columns + 1),
            OutputColumnStep: 32,
            spare
        );
        System.Random random = new(rows);
        foreach (double part in new[] { 0, 0.01, 0.1, 1 })
        {
            float[] image = new float[(((rows - 1) * step) + patchRows) * rowStride];
            for (int i = 0; i < image.Length; i++)
                image[i] = random.NextDouble() < part ? random.Next(2) - 0.5f : -0f;
            if (part == 1)
                image[^1] = float.NaN;
            // Whole vectors are read: what lies behind the image means nothing.
            float[] memory = [.. image, .. Enumerable.Repeat(1f, 16)];
            int[] list = new int[WindowList.Head + (2 * ((rows * columns) + spare))];

            WindowList.Fill(ref memory[0], grid, ref list[0]);

            ILookup<bool, (int, int)> windows = (
                from row in Enumerable.Range(0, rows)
                from column in Enumerable.Range(0, columns)
                let at = (row * grid.RowStep) + (column * grid.ColumnStep)
                let isLive = (
                    from y in Enumerable.Range(0, patchRows)
                    from x in Enumerable.Range(0, grid.PatchFloats)
                    select image[at + (y * rowStride) + x]
                ).Any(value => value != 0)
                select (isLive, (at, 7 + (row * grid.OutputRowStep) + (column * 32)))
            ).ToLookup(window => window.isLive, window => window.Item2);
            (int, int)[] live = [.. windows[true]];
            (int, int)[] pairs =
            [
                .. list.Skip(WindowList.Head).Chunk(2).Select(pair => (pair[0], pair[1])),
            ];
            Assert.Equal(live.Length, list[0]);
            Assert.Equal(live, pairs[..live.Length]);
            if (live.Length > 0)
                Assert.All(pairs[live.Length..][..spare], pair => Assert.Equal(live[^1], pair));
            Assert.Equal(windows[false].Order(), pairs[(live.Length + spare)..].Order());
        }
    }
}
