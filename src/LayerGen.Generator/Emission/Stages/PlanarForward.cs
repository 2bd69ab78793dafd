using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes convolution + bias + activation + pooling with columns in the lanes: each weight times a vector of neighbouring
/// columns, for all positions of the pooling windows and several filters at once.
/// </summary>
internal static class PlanarForward
{
    public static void Write(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        PlanarTile tile = Planar.Tile(stage, width);
        bool inColumns = tile.Vectors < width.VectorsFor(stage.Output.Width);
        bool inFilters = tile.Filters < stage.Filters;
        int rowFloats = Planar.RowFloats(stage);
        writer.Open($"for (nint row = 0; row < {stage.Output.Height}; row++)");
        if (inFilters)
            writer.Open(
                $"for (nint filter = 0; filter < {stage.Filters}; filter += {tile.Filters})"
            );
        if (inColumns)
            writer.Open(
                $"for (nint column = 0; column < {width.VectorsFor(stage.Output.Width) * width.Lanes}; column += {tile.Vectors * width.Lanes})"
            );
        if (!inFilters && !inColumns)
            writer.Open();
        WriteSums(writer, stage, width, tile, inFilters, inColumns);
        for (int f = 0; f < tile.Filters; f++)
        for (int v = 0; v < tile.Vectors; v++)
            WriteOutput(writer, stage, width, f, v);
        writer.Close();
        if (inFilters && inColumns)
            writer.Close();
        WriteSeparateActivation(writer, stage, width);
        string at =
            (stage.Output.Origin == 0 ? "" : $"{stage.Output.Origin} + ")
            + ConvForward.Times("row", stage.Output.RowStride);
        writer.Write(
            $"Transposition.Copy(ref rows, {rowFloats}, ref Unsafe.Add(ref output, {at}), {stage.Output.ChannelStride}, {stage.Filters}, {stage.Output.Width});"
        );
        if (stage.Pool?.Pooling == Pooling.Max)
        {
            writer.Write($"ref byte winners = ref Unsafe.Add(ref winner, {at});");
            writer.Write($"for (nint column = 0; column < {stage.Output.Width}; column++)");
            writer.Write($"for (nint filter = 0; filter < {stage.Filters}; filter++)");
            writer.Write(
                $"    Unsafe.Add(ref winners, (column * {stage.Output.ChannelStride}) + filter) = Unsafe.Add(ref winnerRows, (filter * {rowFloats}) + column);"
            );
        }
        writer.Close();
    }

    /// <summary>Writes the activation of a row of sums in memory, if it has a loop of its own, and the means behind it.</summary>
    private static void WriteSeparateActivation(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width
    )
    {
        if (!Activations.IsSeparate(stage.Activation))
            return;
        int rowFloats = Planar.RowFloats(stage);
        if (!stage.KeepsMap)
        {
            writer.Write(
                Activations.OverAll(stage.Activation, "ref rows", stage.Filters * rowFloats)
            );
            return;
        }
        int area = stage.Pool!.Size.Area;
        writer.Write($"for (nint filter = 0; filter < {stage.Filters}; filter++)");
        writer.Open($"for (nint column = 0; column < {rowFloats}; column += {width.Lanes})");
        writer.Write(
            $"ref float y = ref Unsafe.Add(ref map, (((filter * {stage.Output.Height}) + row) * {area * rowFloats}) + column);"
        );
        SeparateActivation.WriteMean(
            writer,
            stage,
            width,
            [.. Enumerable.Range(0, area).Select(k => k * rowFloats)],
            $"Unsafe.Add(ref rows, (filter * {rowFloats}) + column)"
        );
        writer.Close();
    }

    private static void WriteSums(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        PlanarTile tile,
        bool inFilters,
        bool inColumns
    )
    {
        Planar planar = stage.Planar!;
        int rowStep =
            ConvForward.WindowStride(stage).Height * stage.Stride.Height * planar.PlaneWidth;
        PlanarTaps taps = new(stage, width, tile);
        string filter = inFilters ? "filter" : "0";
        for (int f = 0; f < tile.Filters; f++)
        {
            string bias = stage.Learned.Bias is null
                ? $"{width.Name}<float>.Zero"
                : $"{width.Name}.Create({Element("bias", inFilters ? "filter" : "", f)})";
            foreach (int n in taps.Positions)
                writer.Write($"var {PlanarTaps.Sum(f, n)} = {bias};");
        }
        bool manyChannels = stage.Input.Channels > 1;
        bool manyRows = stage.Kernel.Height > 1;
        if (manyChannels)
            writer.Write($"for (nint c = 0; c < {stage.Input.Channels}; c++)");
        if (manyRows)
            writer.Open($"for (nint ky = 0; ky < {stage.Kernel.Height}; ky++)");
        else
            writer.Open();
        string x =
            ConvForward.Times("row", rowStep)
            + (inColumns ? " + column" : "")
            + (manyChannels ? $" + {ConvForward.Times("c", planar.PlaneSize(stage))}" : "")
            + (manyRows ? $" + {ConvForward.Times("ky", planar.PlaneWidth)}" : "");
        int tap = stage.Input.Channels * stage.Filters;
        string w =
            (inFilters ? "filter" : "0")
            + (manyChannels ? $" + {ConvForward.Times("c", stage.Filters)}" : "")
            + (manyRows ? $" + {ConvForward.Times("ky", stage.Kernel.Width * tap)}" : "");
        writer.Write($"ref float x = ref Unsafe.Add(ref planes, {x});");
        writer.Write($"ref float w = ref Unsafe.Add(ref weight, {w});");
        taps.Write(writer, tap);
        writer.Close();
        int area = stage.Pool?.Size.Area ?? 1;
        int rowFloats = Planar.RowFloats(stage);
        string column = inColumns ? " + column" : "";
        if (!SeparateActivation.HasMean(stage))
            writer.Write($"nint at = ({filter} * {rowFloats}){column};");
        if (stage.KeepsMap)
            writer.Write(
                $"nint mapAt = ((({filter} * {stage.Output.Height}) + row) * {area * rowFloats}){column};"
            );
    }

    /// <summary>Reduces and stores the sums of one vector of windows, or stores those of one vector of positions.</summary>
    private static void WriteOutput(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        int f,
        int v
    )
    {
        int area = stage.Pool?.Size.Area ?? 1;
        int rowFloats = Planar.RowFloats(stage);
        int offset = (f * rowFloats) + (v * width.Lanes);
        string at = offset == 0 ? "at" : $"at + {offset}";
        string[] sums =
        [
            .. Enumerable.Range(0, area).Select(k => PlanarTaps.Sum(f, (v * area) + k)),
        ];
        void Store(string value) => writer.Write($"{value}.StoreUnsafe(ref rows, (nuint)({at}));");
        switch (stage.Pool?.Pooling)
        {
            case null:
                Store(Activations.ApplyToSum(stage.Activation, sums[0]));
                break;
            case Pooling.Max:
                string winner = $"winner{f}_{v}";
                writer.Write($"var {winner} = {width.Name}<int>.Zero;");
                for (int k = 1; k < area; k++)
                    writer.Write($"TakeLarger({sums[k]}, {k}, ref {sums[0]}, ref {winner});");
                Store(Activations.ApplyToSum(stage.Activation, sums[0]));
                writer.Write($"Lanes.StoreBytes({winner}, ref Unsafe.Add(ref winnerRows, {at}));");
                break;
            default:
                for (int k = 0; k < area && stage.Activation != Activation.None; k++)
                {
                    if (!Activations.IsSeparate(stage.Activation))
                        writer.Write(
                            $"{sums[k]} = {Activations.Apply(stage.Activation, sums[k])};"
                        );
                    int place =
                        (((f * stage.Output.Height * area) + k) * rowFloats) + (v * width.Lanes);
                    if (stage.KeepsMap)
                        writer.Write($"{sums[k]}.StoreUnsafe(ref map, (nuint)(mapAt + {place}));");
                }
                if (!Activations.IsSeparate(stage.Activation))
                    Store($"(({string.Join(" + ", sums)}) * {Literals.Of(1f / area)})");
                break;
        }
    }

    /// <summary><c>Unsafe.Add(ref name, index + offset)</c>, or less where less says it.</summary>
    public static string Element(string name, string index, int offset) =>
        (index, offset) switch
        {
            ("", 0) => name,
            ("", _) => $"Unsafe.Add(ref {name}, {offset})",
            (_, 0) => $"Unsafe.Add(ref {name}, {index})",
            _ => $"Unsafe.Add(ref {name}, {index} + {offset})",
        };
}

/// <summary>Writes the products of one kernel row with a tile of vectors of columns.</summary>
internal sealed record PlanarTaps(ConvStage Stage, VectorWidth Width, PlanarTile Tile)
{
    private Planar Planes => Stage.Planar!;

    private int Area => Stage.Pool?.Size.Area ?? 1;

    /// <summary>Numbers of the vectors of positions: for each vector of columns, all positions of the window.</summary>
    public IEnumerable<int> Positions => Enumerable.Range(0, Tile.Vectors * Area);

    /// <summary>The sum of a filter and a vector of positions.</summary>
    public static string Sum(int filter, int position) => $"sum{filter}_{position}";

    /// <summary>Writes the kernel row: unrolled, as each column of the kernel is another phase; as a loop if there is one phase.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="tap">Floats from one column's weights to the next.</param>
    public void Write(SourceWriter writer, int tap)
    {
        if (Planes.Phases == 1 && Stage.Kernel.Width > 1)
        {
            writer.Open($"for (nint kx = 0; kx < {Stage.Kernel.Width}; kx++)");
            WriteColumn(writer, 0, 0);
            writer.Write($"w = ref Unsafe.Add(ref w, {tap});");
            writer.Write("x = ref Unsafe.Add(ref x, 1);");
            writer.Close();
            return;
        }
        for (int kx = 0; kx < Stage.Kernel.Width; kx++)
            writer.Block("", () => WriteColumn(writer, kx, kx * tap));
    }

    /// <summary>Operands of the smaller kind are loaded first, those of the larger when they are needed.</summary>
    private void WriteColumn(SourceWriter writer, int kx, int tap)
    {
        int[] positions = [.. Positions];
        int[] filters = [.. Enumerable.Range(0, Tile.Filters)];
        void X(int n) =>
            writer.Write(
                $"var x{n} = {Width.Name}.LoadUnsafe(ref x{ProductTileWriter.Offset(Place(n, kx))});"
            );
        void W(int f) =>
            writer.Write(
                $"var w{f} = {Width.Name}.Create({PlanarForward.Element("w", "", tap + f)});"
            );
        void Add(int f, int n) =>
            writer.Write(
                $"{Sum(f, n)} = {Width.Name}.MultiplyAddEstimate(w{f}, x{n}, {Sum(f, n)});"
            );
        if (positions.Length <= filters.Length)
        {
            foreach (int n in positions)
                X(n);
            foreach (int f in filters)
            {
                W(f);
                foreach (int n in positions)
                    Add(f, n);
            }
            return;
        }
        foreach (int f in filters)
            W(f);
        foreach (int n in positions)
        {
            X(n);
            foreach (int f in filters)
                Add(f, n);
        }
    }

    private int Place(int n, int kx)
    {
        int windowWidth = Stage.Pool?.Size.Width ?? 1;
        int k = n % Area;
        return (k / windowWidth * Stage.Stride.Height * Planes.PlaneWidth)
            + Planes.Place(Stage, (k % windowWidth * Stage.Stride.Width) + kx)
            + (n / Area * Width.Lanes);
    }
}
