namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// Convolution with columns of the image in the lanes of a vector, and one weight in all of them: where filters are few,
/// lanes over filters would be empty. Channels are taken apart into planes, and the columns of each into phases,
/// so that neighbours in a vector are neighbouring outputs whatever the strides. Compares by value.
/// </summary>
/// <param name="Phases">Columns of the input from one output to the next: phase p holds columns p, p + Phases, ….</param>
/// <param name="PlaneWidth">Floats of one row of one phase.</param>
internal sealed record Planar(int Phases, int PlaneWidth)
{
    /// <summary>
    /// The planes of a convolution; null if a kernel row has more values than the registers hold sums, or if rows of the
    /// input lie apart.
    /// </summary>
    public static Planar? Of(ConvStage stage)
    {
        if (
            stage.Kernel.Width > VectorWidth.All.Min(width => width.Accumulators)
            || stage.Input.Beside > 0
        )
            return null;
        int phases = stage.Stride.Width * (stage.Pool?.Stride.Width ?? 1);
        return new(phases, (stage.Input.FullWidth + phases - 1) / phases);
    }

    /// <summary>Floats of one row of outputs of one filter: whole vectors on every width.</summary>
    public static int RowFloats(ConvStage stage) => Layout.RoundUp(stage.Output.Width);

    /// <summary>Floats of one phase of one channel.</summary>
    public int PlaneSize(ConvStage stage) => stage.Input.FullHeight * PlaneWidth;

    /// <summary>
    /// Floats of all planes of a sample, with room for what the lanes without an output read behind the last row: their
    /// gradients are zero, but zero times what another sample left there need not be.
    /// </summary>
    public int Size(ConvStage stage) =>
        Layout.RoundUp((Phases * stage.Input.Channels * PlaneSize(stage)) + Overrun(stage));

    private int Overrun(ConvStage stage) =>
        Math.Max(0, RowFloats(stage) + (stage.Input.FullWidth / Phases) - PlaneWidth);

    /// <summary>Where a column of the input lies, relative to the first of its row: its phase, and its place there.</summary>
    public int Place(ConvStage stage, int column) =>
        (column % Phases * stage.Input.Channels * PlaneSize(stage)) + (column / Phases);

    /// <summary>The sums that the forward pass keeps in registers.</summary>
    public static PlanarTile Tile(ConvStage stage, VectorWidth width) =>
        PlanarTile.For(width, stage.Filters, stage.Pool?.Size.Area ?? 1, stage.Output.Width);

    /// <summary>Filters whose sums of one kernel row the weight gradient keeps in registers.</summary>
    public static int GradientFilters(ConvStage stage, VectorWidth width) =>
        PlanarTile
            .Divisors(stage.Filters)
            .Where(filters => filters == 1 || filters * stage.Kernel.Width <= width.Accumulators)
            .Max();
}

/// <summary>The sums of a tile with columns in lanes: every position of a pooling window, for some filters and vectors.</summary>
/// <param name="Filters">Filters of a tile; divides all of them.</param>
/// <param name="Vectors">Vectors of columns; divides those of a row.</param>
/// <param name="Cost">Estimated time of one value of the kernel, over one row of outputs.</param>
internal readonly record struct PlanarTile(int Filters, int Vectors, double Cost)
{
    /// <summary>The cheapest tile; one step of it takes as long as one of any other with as many sums.</summary>
    public static PlanarTile For(VectorWidth width, int filters, int area, int columns)
    {
        int vectors = width.VectorsFor(columns);
        PlanarTile best = new(1, 1, double.MaxValue);
        foreach (int f in Divisors(filters))
        foreach (int v in Divisors(vectors))
        {
            if (f * area * v > width.Accumulators)
                continue;
            double cost = filters / f * (vectors / v) * Tiling.StepCost(width, f, area * v);
            if (cost < best.Cost)
                best = new(f, v, cost);
        }
        return best;
    }

    /// <summary>All divisors, ascending.</summary>
    public static IEnumerable<int> Divisors(int number) =>
        Enumerable.Range(1, number).Where(divisor => number % divisor == 0);
}
