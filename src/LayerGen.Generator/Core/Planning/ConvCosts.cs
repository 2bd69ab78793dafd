using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// What each algorithm of a convolution costs: pure functions of the stage, all in one unit, vector operations of 16
/// floats for one sample. P is the number of positions computed, K the kernel's area, C the input's channels and
/// V = ⌈filters / 16⌉.
/// </summary>
internal static class ConvCosts
{
    /// <summary>The transforms move more memory than they count: they are taken only for a gain of a tenth.</summary>
    private const double TransformMargin = 0.9;

    /// <summary>Vector operations in whose time the next live position is found: fewer cost no less.</summary>
    private const double WalkCost = 6;

    /// <summary>
    /// The part of positions that carry gradient behind ReLU, behind other activations it is all of them; and of windows
    /// of one channel that have something under them.
    /// </summary>
    private const double LivePart = 0.5;

    /// <summary>Vector operations in whose time a window is listed.</summary>
    private const double ListCost = 4;

    /// <summary>Vector operations that move one value between pixels and planes, blocks of four by four at a time.</summary>
    private const double MoveCost = 0.5;

    /// <summary>Vector operations to pick a vector of inputs and multiply it.</summary>
    private const double PickCost = 2;

    /// <summary>Planes are made for a gain of a tenth.</summary>
    private const double PlaneMargin = 0.9;

    /// <summary>Forward, directly: P · K · C · V.</summary>
    public static double Direct(ConvStage stage) =>
        Positions(stage) * stage.Kernel.Area * stage.Input.Channels * Vectors(stage);

    /// <summary>
    /// Forward by F(m×n, 3×3): for each tile (m + 2) · (n + 2) · C · V products, the loads, sums and stores that transform
    /// each vector of channels, and the loads and sums that transform the products of each vector of filters; all over 0.9.
    /// </summary>
    public static double Transformed(ConvStage stage, Winograd tiles)
    {
        (WinogradTransform rows, WinogradTransform columns) = (tiles.Vertical, tiles.Horizontal);
        int inputs =
            (2 * tiles.Products)
            + (columns.Products * rows.Input.Operations)
            + (rows.Products * columns.Input.Operations);
        int outputs =
            tiles.Products
            + (columns.Products * rows.Output.Operations)
            + (rows.Outputs * columns.Output.Operations);
        double channelVectors = (double)stage.Input.ChannelStride / Layout.WidestVector;
        double perTile =
            (tiles.Products * stage.Input.Channels * Vectors(stage))
            + (inputs * channelVectors)
            + (outputs * Vectors(stage));
        return tiles.Rows * tiles.Columns * perTile / TransformMargin;
    }

    /// <summary>
    /// Weight gradient for many filters at once: P · K · C · V, every position of a pooling window included; or, where
    /// lanes pick their inputs, two operations for a window's K · C · V.
    /// </summary>
    public static double FilterWise(ConvStage stage) =>
        TapBlock.PicksInputs(stage, VectorWidth.All[0])
            ? Direct(stage) / Area(stage) * PickCost
            : Direct(stage);

    /// <summary>
    /// Weight gradient from live positions: for each filter of a position that is live (half of them
    /// behind ReLU), one operation for each vector of each kernel row, but no less than the 6 in whose time the next live
    /// position is found. Behind a mean every position of its window is one; behind a maximum one of them is.
    /// </summary>
    public static double LivePositions(ConvStage stage)
    {
        double positions =
            stage.Pool?.Pooling == Pooling.Average ? Positions(stage) : Outputs(stage);
        double live = stage.Activation == Activation.Relu ? LivePart : 1;
        int vectors = stage.Kernel.Height * VectorWidth.All[0].VectorsFor(stage.RunLength);
        return positions * stage.Filters * live * Math.Max(vectors, WalkCost);
    }

    /// <summary>Outputs of all windows, and their weight gradient if it is computed for many filters at once.</summary>
    public static double AllWindows(ConvStage stage) =>
        Direct(stage)
        + (stage.Backward == ConvBackwardAlgorithm.FilterWise ? FilterWise(stage) : 0);

    /// <summary>
    /// The same of live windows, half of all where the input has one channel: a drawing on an empty ground, where pictures
    /// of several channels seldom have one; and 4 operations to list each window.
    /// </summary>
    public static double LiveWindows(ConvStage stage) =>
        (AllWindows(stage) * (stage.Input.Channels == 1 ? LivePart : 1))
        + (ListCost * Outputs(stage));

    /// <summary>
    /// Forward with columns in lanes: K · C times the cheapest tile's cost of a row, for each row of outputs, and half an
    /// operation for each value that moves from pixels to planes or back; all over 0.9.
    /// </summary>
    public static double Planar(ConvStage stage)
    {
        double row = PlanarTile
            .For(VectorWidth.All[0], stage.Filters, Area(stage), stage.Output.Width)
            .Cost;
        double sums = stage.Kernel.Area * stage.Input.Channels * stage.Output.Height * row;
        double moved =
            ((double)stage.Input.FullHeight * stage.Input.FullWidth * stage.Input.Channels)
            + (Outputs(stage) * stage.Filters);
        return (sums + (MoveCost * moved)) / PlaneMargin;
    }

    /// <summary>
    /// Weight gradient with columns in lanes: for each filter, row and position of a window, K · C operations for each 16
    /// columns, and the moving of its outputs' gradients.
    /// </summary>
    public static double PlanarGradient(ConvStage stage) =>
        ((double)stage.Filters * stage.Output.Height * Area(stage))
            * stage.Kernel.Area
            * stage.Input.Channels
            * VectorWidth.All[0].VectorsFor(stage.Output.Width)
        + (MoveCost * Outputs(stage) * stage.Filters);

    private static double Vectors(ConvStage stage) => VectorWidth.All[0].VectorsFor(stage.Filters);

    private static double Outputs(ConvStage stage) =>
        (double)stage.Output.Height * stage.Output.Width;

    private static double Positions(ConvStage stage) => Outputs(stage) * Area(stage);

    private static int Area(ConvStage stage) => stage.Pool?.Size.Area ?? 1;
}
