namespace LayerGen.Generator.Core.Planning;

/// <summary>A vector width that the emitted code supports. Compares by value.</summary>
/// <param name="Name">The type of the platform: <c>Vector512</c>.</param>
/// <param name="Lanes">Floats in one vector.</param>
/// <param name="Accumulators">
/// How many sums are kept in registers: three quarters of the registers, so that operands have room.
/// </param>
/// <param name="LoadCost">
/// What a load costs, in multiply-adds. Vectors of 512 bits: processors load as many in a cycle as they multiply, two or
/// one. Narrower ones: two are multiplied, and one or two are loaded.
/// </param>
internal sealed record VectorWidth(string Name, int Lanes, int Accumulators, double LoadCost)
{
    /// <summary>All registers, of which accumulators are three quarters.</summary>
    public int Registers => Accumulators * 4 / 3;

    public static EquatableArray<VectorWidth> All { get; } =
    [
        new("Vector512", 16, 24, 1),
        new("Vector256", 8, 12, 4.0 / 3),
        new("Vector128", 4, 12, 4.0 / 3),
    ];

    /// <summary>What differs by width, in words, widest first.</summary>
    public static string EachWidth(Func<VectorWidth, string> text) =>
        string.Join(" / ", All.Select(text)) + " for 512 / 256 / 128 bits";

    /// <summary>Vectors that hold so many floats.</summary>
    public int VectorsFor(int floats) => (floats + Lanes - 1) / Lanes;

    /// <summary>
    /// Columns that a dense product computes: where there are fewer than the widest vector has lanes they are padded to
    /// whole vectors in memory.
    /// </summary>
    public int ColumnsFor(int floats) =>
        floats < Layout.WidestVector ? VectorsFor(floats) * Lanes : floats;
}

/// <summary>
/// The sums that a product keeps in registers at once: some rows (positions of an image, samples) by some vectors
/// (filters, units). Compares by value.
/// </summary>
/// <param name="Rows">Rows of a full tile.</param>
/// <param name="LastRows">Rows of the tile at the end, 0 if full tiles fit exactly.</param>
/// <param name="Vectors">Vectors of each row.</param>
internal readonly record struct ProductTile(int Rows, int LastRows, int Vectors)
{
    public override string ToString() => $"{Rows}×{Vectors}";
}

/// <summary>A kernel's values of one filter that the backward pass keeps in registers at once. Compares by value.</summary>
/// <param name="Rows">Kernel rows of a block; divides the kernel's height.</param>
/// <param name="Vectors">Vectors of each row of a block.</param>
/// <param name="Blocks">Blocks side by side that cover a row.</param>
internal readonly record struct KernelBlock(int Rows, int Vectors, int Blocks);

/// <summary>Chooses tiles: pure functions over sizes, with the cost model stated here.</summary>
internal static class Tiling
{
    /// <summary>Multiply-adds that must be in flight to hide their latency: 4 cycles on 2 units.</summary>
    private const int InFlight = 8;

    /// <summary>
    /// The tile with the lowest estimated time for a product with <paramref name="rows"/> rows of
    /// <paramref name="columns"/> floats. One step of a tile of r rows by v vectors takes
    /// <c>max(r·v, (r + v) · load, 8)</c>: loads go on beside the multiply-adds.
    /// </summary>
    /// <param name="width">The vectors.</param>
    /// <param name="columns">Floats of a row: filters or units.</param>
    /// <param name="rows">Rows in all.</param>
    /// <param name="rowStep">Rows come in multiples of this: positions of a pooling window.</param>
    /// <param name="weightLoad">
    /// What a vector of weights counts besides: of tiles that are equally fast one with many rows is taken.
    /// </param>
    public static ProductTile Product(
        VectorWidth width,
        int columns,
        int rows,
        int rowStep = 1,
        double weightLoad = 0
    )
    {
        int vectors = width.VectorsFor(columns);
        int steps = rows / rowStep;
        ProductTile best = new(rowStep, 0, 1);
        double bestCost = double.MaxValue;
        for (int v = 1; v <= vectors; v++)
        {
            if (vectors % v != 0)
                continue;
            for (int step = 1; step <= steps && step * rowStep * v <= width.Accumulators; step++)
            {
                int last = steps % step;
                double perColumn = (steps / step * Cost(step, v)) + (last > 0 ? Cost(last, v) : 0);
                double cost = perColumn * (vectors / v);
                if (cost < bestCost - 1e-9)
                    (best, bestCost) = (new(step * rowStep, last * rowStep, v), cost);
            }
        }
        return best;

        double Cost(int step, int vectors) =>
            StepCost(width, step * rowStep, vectors) + (weightLoad * vectors);
    }

    /// <summary>The tile of a convolution's direct sums: all positions of some of a row's windows.</summary>
    public static ProductTile Windows(VectorWidth width, ConvStage stage)
    {
        int area = stage.Pool?.Size.Area ?? 1;
        return Product(width, stage.Filters, stage.Output.Width * area, area);
    }

    /// <summary>What a value of a sample counts besides, so that of tiles that are equally fast one with few loads is taken.</summary>
    private const double ValueLoad = 0.05;

    /// <summary>The same of a vector of weights, which comes from further away.</summary>
    public const double WeightLoad = 0.15;

    /// <summary>
    /// The tile with the lowest estimated time for a product of samples, whose last block of columns overlaps the one
    /// before where they do not divide; samples that are left over take tiles of half as many rows, down to one.
    /// </summary>
    /// <param name="width">The vectors.</param>
    /// <param name="columns">Floats of a row, at least a vector.</param>
    /// <param name="rows">Rows in all.</param>
    /// <param name="inRuns">Whether blocks must be whole runs of the widest vector, or divide one.</param>
    public static ProductTile Overlapping(
        VectorWidth width,
        int columns,
        int rows,
        bool inRuns = false
    )
    {
        ProductTile best = new(1, 0, 1);
        double bestCost = double.MaxValue;
        int most = Math.Max(1, Math.Min(columns / width.Lanes, width.Accumulators));
        for (int v = 1; v <= most; v++)
        for (int r = 1; r <= rows && Registers(r, v) <= width.Registers; r++)
        {
            if (inRuns && !FitsRuns(v * width.Lanes))
                continue;
            double cost = 0;
            for ((int left, int tile) = (rows, r); left > 0; tile = Math.Max(1, tile / 2))
            {
                double step = StepCost(width, tile, v) + (ValueLoad * tile) + (WeightLoad * v);
                cost += left / tile * step;
                left %= tile;
            }
            cost *= BlocksOf(columns, v * width.Lanes);
            if (cost < bestCost - 1e-9)
                (best, bestCost) = (new(r, rows % r, v), cost);
        }
        return best;
    }

    /// <summary>What a step of a tile holds: its sums, the weights and a value; and one that the compiler wants.</summary>
    private static int Registers(int rows, int vectors) => (rows * vectors) + vectors + 2;

    private static bool FitsRuns(int columns) =>
        columns % Layout.WidestVector == 0 || Layout.WidestVector % columns == 0;

    /// <summary>Blocks that cover columns.</summary>
    private static int BlocksOf(int columns, int block) => (columns + block - 1) / block;

    /// <summary>The largest block of a kernel that fits the registers, rows of equal blocks.</summary>
    public static KernelBlock Kernel(VectorWidth width, int kernelHeight, int runLength)
    {
        int vectors = width.VectorsFor(runLength);
        if (vectors > width.Accumulators)
        {
            int blocks = (vectors + width.Accumulators - 1) / width.Accumulators;
            return new(1, (vectors + blocks - 1) / blocks, blocks);
        }
        int rows = kernelHeight;
        while (rows * vectors > width.Accumulators || kernelHeight % rows != 0)
            rows--;
        return new(rows, vectors, 1);
    }

    /// <summary>Bytes of weights that a common first-level cache of 32 KiB, or one of 48, still mostly holds.</summary>
    private const int FirstLevelBytes = 40_000;

    /// <summary>Cycles to find the next filter of a mask and its gradient.</summary>
    private const int MaskCost = 6;

    /// <summary>Multiply-adds in flight of one unit.</summary>
    private const int Latency = 4;

    /// <summary>
    /// The block of a kernel whose sums an input gradient keeps in registers: the fewest cycles for one filter at one
    /// position, <c>max(R·V, 4) + 6</c> for each block of R rows by V vectors, and three halves of that where the
    /// weights that a block reads of all filters do not stay in a first-level cache. The rows are the same on every
    /// width, and so is the order in which an input meets the positions above it; vectors may reach into the padding
    /// between packed kernel rows.
    /// </summary>
    public static KernelBlock InputGradient(
        VectorWidth width,
        int kernelHeight,
        int runLength,
        int filters
    )
    {
        int rows = Math.Min(kernelHeight, VectorWidth.All.Min(each => each.Accumulators));
        while (kernelHeight % rows != 0)
            rows--;
        int vectors = width.VectorsFor(runLength);
        int padded = RunStride(kernelHeight, runLength) / width.Lanes;
        KernelBlock best = new(rows, 1, vectors);
        double bestCost = double.MaxValue;
        for (int v = 1; v <= vectors && rows * v <= width.Accumulators; v++)
        {
            int parts = (vectors + v - 1) / v;
            if (parts * v > padded)
                continue;
            double perBlock = Math.Max(rows * v, Latency) + MaskCost;
            if (filters * rows * v * width.Lanes * sizeof(float) > FirstLevelBytes)
                perBlock *= 1.5;
            double cost = (double)(kernelHeight / rows) * parts * perBlock;
            if (cost < bestCost)
                (best, bestCost) = (new(rows, v, parts), cost);
        }
        return best;
    }

    /// <summary>
    /// Floats from one kernel row to the next where a filter's values are packed for the backward pass: whole blocks on
    /// every width.
    /// </summary>
    public static int RunStride(int kernelHeight, int runLength)
    {
        int longest = VectorWidth.All.Max(width =>
        {
            KernelBlock block = Kernel(width, kernelHeight, runLength);
            return block.Blocks * block.Vectors * width.Lanes;
        });
        return Layout.RoundUp(longest);
    }

    /// <summary>
    /// Vectors of a block of sums for a walk over live factors, or over those of one sample: as few blocks as two thirds of
    /// the registers allow, because the way to the next factor is shared by a block's sums. The last block overlaps the one
    /// before where they do not divide.
    /// </summary>
    public static int LiveVectors(VectorWidth width, int columns, bool inRuns = false)
    {
        int most = Math.Max(1, Math.Min(width.Accumulators * 2 / 3, columns / width.Lanes));
        int blocks = BlocksOf(columns, most * width.Lanes);
        int vectors = BlocksOf(width.VectorsFor(columns), blocks);
        return inRuns && !FitsRuns(vectors * width.Lanes)
            ? Layout.RoundUp(vectors * width.Lanes) / width.Lanes
            : vectors;
    }

    /// <summary>The estimated time of one step of a tile.</summary>
    public static double StepCost(VectorWidth width, int rows, int vectors) =>
        Math.Max(Math.Max(rows * vectors, InFlight), (rows + vectors) * width.LoadCost);
}
