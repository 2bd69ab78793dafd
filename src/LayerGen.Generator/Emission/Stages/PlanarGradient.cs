using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes the weight gradient with columns in the lanes: gradients of neighbouring positions times what lies under one
/// value of the kernel. The sums of a kernel row stay in registers over all positions; their lanes are added at the end.
/// Narrow vectors take the parts of 16 columns in turn, so that they give the same bits as vectors of 16.
/// </summary>
internal static class PlanarGradient
{
    public static void Write(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        int filters = Planar.GradientFilters(stage, width);
        bool inFilters = filters < stage.Filters;
        string v = width.Name;
        if (inFilters)
            writer.Open($"for (nint filter = 0; filter < {stage.Filters}; filter += {filters})");
        string filter = inFilters ? "filter" : "0";
        int plane = PlaneFloats(stage);
        writer.Write(
            $"ref float gradient = ref Unsafe.Add(ref dOutput, {ConvForward.Times(filter, plane)});"
        );
        if (stage.Learned.Bias is not null)
            WriteBias(writer, stage, width, filters, inFilters);
        bool manyChannels = stage.Input.Channels > 1;
        if (manyChannels)
            writer.Write($"for (nint c = 0; c < {stage.Input.Channels}; c++)");
        writer.Open($"for (nint ky = 0; ky < {stage.Kernel.Height}; ky++)");
        bool inParts = OpenParts(writer, stage, width);
        for (int f = 0; f < filters; f++)
        for (int kx = 0; kx < stage.Kernel.Width; kx++)
            writer.Write($"var d{f}_{kx} = {v}<float>.Zero;");
        WritePositions(writer, stage, width, filters, manyChannels);
        int tap = stage.Input.Channels * stage.Filters;
        writer.Write(
            $"ref float d = ref Unsafe.Add(ref dWeight, {filter} + {ConvForward.Times("ky", stage.Kernel.Width * tap)}{(manyChannels ? $" + {ConvForward.Times("c", stage.Filters)}" : "")});"
        );
        for (int f = 0; f < filters; f++)
        for (int kx = 0; kx < stage.Kernel.Width; kx++)
            writer.Write(
                $"Lanes.AddTo(d{f}_{kx}, ref {PlanarForward.Element("d", "", (kx * tap) + f)});"
            );
        if (inParts)
            writer.Close();
        writer.Close();
        if (inFilters)
            writer.Close();
    }

    /// <summary>Writes the loops over rows of windows, their rows, and vectors of columns.</summary>
    private static void WritePositions(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        int filters,
        bool manyChannels
    )
    {
        Planar planar = stage.Planar!;
        Size2 window = stage.Pool?.Size ?? new(1, 1);
        int rowFloats = Planar.RowFloats(stage);
        int rowStep =
            ConvForward.WindowStride(stage).Height * stage.Stride.Height * planar.PlaneWidth;
        writer.Write($"for (nint row = 0; row < {stage.Output.Height}; row++)");
        if (window.Height > 1)
            writer.Write($"for (nint y = 0; y < {window.Height}; y++)");
        int columns = width.VectorsFor(stage.Output.Width) * width.Lanes;
        bool inParts = InParts(stage, width);
        int columnStep = inParts ? Layout.WidestVector : width.Lanes;
        bool inColumns = columns > columnStep;
        if (inColumns)
            writer.Write(
                $"for (nint column = {(inParts ? "part" : "0")}; column < {columns}; column += {columnStep})"
            );
        writer.Open();
        string column =
            inColumns ? " + column"
            : inParts ? " + part"
            : "";
        writer.Write(
            $"ref float x = ref Unsafe.Add(ref planes, {ConvForward.Times("row", rowStep)} + {ConvForward.Times("ky", planar.PlaneWidth)}"
                + (
                    window.Height > 1
                        ? $" + {ConvForward.Times("y", stage.Stride.Height * planar.PlaneWidth)}"
                        : ""
                )
                + (manyChannels ? $" + {ConvForward.Times("c", planar.PlaneSize(stage))}" : "")
                + $"{column});"
        );
        writer.Write(
            $"ref float g = ref Unsafe.Add(ref gradient, {ConvForward.Times("row", window.Area * rowFloats)}"
                + (
                    window.Height > 1
                        ? $" + {ConvForward.Times("y", window.Width * rowFloats)}"
                        : ""
                )
                + $"{column});"
        );
        for (int place = 0; place < window.Width; place++)
            writer.Block("", () => WriteWindowColumn(writer, stage, width, filters, place));
        writer.Close();
    }

    /// <summary>Operands of the smaller kind are loaded first, those of the larger when they are needed.</summary>
    private static void WriteWindowColumn(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        int filters,
        int place
    )
    {
        Planar planar = stage.Planar!;
        int[] taps = [.. Enumerable.Range(0, stage.Kernel.Width)];
        int[] all = [.. Enumerable.Range(0, filters)];
        void X(int kx) =>
            writer.Write(
                $"var x{kx} = {width.Name}.LoadUnsafe(ref x{ProductTileWriter.Offset(planar.Place(stage, (place * stage.Stride.Width) + kx))});"
            );
        void G(int f) =>
            writer.Write(
                $"var g{f} = {width.Name}.LoadUnsafe(ref g{ProductTileWriter.Offset((f * PlaneFloats(stage)) + (place * Planar.RowFloats(stage)))});"
            );
        void Add(int f, int kx) =>
            writer.Write($"d{f}_{kx} = {width.Name}.MultiplyAddEstimate(g{f}, x{kx}, d{f}_{kx});");
        if (taps.Length <= filters)
        {
            foreach (int kx in taps)
                X(kx);
            foreach (int f in all)
            {
                G(f);
                foreach (int kx in taps)
                    Add(f, kx);
            }
            return;
        }
        foreach (int f in all)
            G(f);
        foreach (int kx in taps)
        {
            X(kx);
            foreach (int f in all)
                Add(f, kx);
        }
    }

    private static void WriteBias(
        SourceWriter writer,
        ConvStage stage,
        VectorWidth width,
        int filters,
        bool inFilters
    )
    {
        bool inParts = OpenParts(writer, stage, width);
        for (int f = 0; f < filters; f++)
            writer.Write($"var bias{f} = {width.Name}<float>.Zero;");
        writer.Open(
            inParts
                ? $"for (nint i = part; i < {PlaneFloats(stage)}; i += {Layout.WidestVector})"
                : $"for (nint i = 0; i < {PlaneFloats(stage)}; i += {width.Lanes})"
        );
        for (int f = 0; f < filters; f++)
            writer.Write(
                $"bias{f} += {width.Name}.LoadUnsafe(ref {PlanarForward.Element("gradient", "i", f * PlaneFloats(stage))});"
            );
        writer.Close();
        for (int f = 0; f < filters; f++)
            writer.Write(
                $"Lanes.AddTo(bias{f}, ref {PlanarForward.Element("dBias", inFilters ? "filter" : "", f)});"
            );
        if (inParts)
            writer.Close();
    }

    private static bool InParts(ConvStage stage, VectorWidth width) =>
        width.Lanes < Layout.WidestVector && stage.Output.Width > width.Lanes;

    /// <summary>Opens the loop over the parts of 16 columns, if there are several.</summary>
    private static bool OpenParts(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        bool inParts = InParts(stage, width);
        int columns = Math.Min(
            Layout.WidestVector,
            width.VectorsFor(stage.Output.Width) * width.Lanes
        );
        if (inParts)
            writer.Open($"for (nint part = 0; part < {columns}; part += {width.Lanes})");
        return inParts;
    }

    /// <summary>
    /// Writes the backward pass of activation and mean over planes: every position of a window gets an equal part of its
    /// gradient, times the derivative at its own activation, which the gradient replaces in the map.
    /// </summary>
    public static void WriteMapGradient(SourceWriter writer, ConvStage stage, VectorWidth width)
    {
        int area = stage.Pool!.Size.Area;
        int rowFloats = Planar.RowFloats(stage);
        writer.Write($"for (nint row = 0; row < {stage.Filters * stage.Output.Height}; row++)");
        writer.Open($"for (nint column = 0; column < {rowFloats}; column += {width.Lanes})");
        writer.Write(
            $"var part = {width.Name}.LoadUnsafe(ref Unsafe.Add(ref dOutput, (row * {rowFloats}) + column)) * {Literals.Of(1f / area)};"
        );
        writer.Write(
            $"ref float y = ref Unsafe.Add(ref map, (row * {area * rowFloats}) + column);"
        );
        for (int k = 0; k < area; k++)
        {
            string at = ProductTileWriter.Offset(k * rowFloats);
            string gradient = "part";
            if (stage.KeepsMap)
            {
                writer.Write($"var y{k} = {width.Name}.LoadUnsafe(ref y{at});");
                gradient = Activations.VectorGradient(
                    width.Name,
                    stage.Activation,
                    "part",
                    $"y{k}"
                );
            }
            writer.Write($"{gradient}.StoreUnsafe(ref y{at});");
        }
        writer.Close();
    }

    /// <summary>Floats of one filter's gradients: rows of windows, positions of each, columns.</summary>
    private static int PlaneFloats(ConvStage stage) =>
        stage.Output.Height * (stage.Pool?.Size.Area ?? 1) * Planar.RowFloats(stage);
}
