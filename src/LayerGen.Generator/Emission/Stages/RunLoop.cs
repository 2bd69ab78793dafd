using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>Writes loops over the runs of values that lie side by side in both of two layouts of the same values.</summary>
internal static class RunLoop
{
    /// <summary>
    /// Writes a statement for each run. In it, <c>from</c> and <c>to</c> are where the run begins in each layout, and
    /// <c>index</c> is its first value's place in reading order.
    /// </summary>
    /// <param name="writer">Where to.</param>
    /// <param name="from">One layout.</param>
    /// <param name="to">The other.</param>
    /// <param name="statement">Makes the statement from the run's length.</param>
    public static void Write(
        SourceWriter writer,
        Layout from,
        Layout to,
        Func<int, string> statement
    )
    {
        if (from.IsContiguous && to.IsContiguous)
        {
            string whole = statement(from.ValueCount);
            writer.Write($"const int from = {from.Origin};\nconst int to = {to.Origin};");
            if (whole.Contains("index"))
                writer.Write("const int index = 0;");
            writer.Write(whole);
            return;
        }
        // One of the two may be flat: the values of the image as features.
        Layout image = from.Height * from.Width > 1 ? from : to;
        bool rowsAreRuns = image.Width == 1 || (IsTight(from, image) && IsTight(to, image));
        int run = rowsAreRuns ? image.Width * image.Channels : image.Channels;
        writer.Write($"for (int row = 0; row < {image.Height}; row++)");
        writer.Open($"for (int column = 0; column < {(rowsAreRuns ? 1 : image.Width)}; column++)");
        string statementOfRun = statement(run);
        if (
            Place(from, image) == "index"
            || Place(to, image) == "index"
            || statementOfRun.Contains("index")
        )
            writer.Write($"int index = (row * {image.Width * image.Channels}) + (column * {run});");
        writer.Write($"int from = {Place(from, image)};");
        writer.Write($"int to = {Place(to, image)};");
        writer.Write(statementOfRun);
        writer.Close();
    }

    /// <summary>The statement that copies a run.</summary>
    public static string Copy(string source, string destination, int length) =>
        $"MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref {source}, from), {length}).CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.Add(ref {destination}, to), {length}));";

    /// <summary>The statement that hands a run of gradients on: copied, or added where another reader was there before.</summary>
    public static string Hand(string source, string destination, int length, bool adds) =>
        adds
            ? $"Accumulation.Add(MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref {source}, from), {length}), MemoryMarshal.CreateSpan(ref Unsafe.Add(ref {destination}, to), {length}));"
            : Copy(source, destination, length);

    private static bool IsFlat(Layout layout, Layout image) =>
        layout.Height != image.Height || layout.Width != image.Width;

    private static bool IsTight(Layout layout, Layout image) =>
        IsFlat(layout, image) || layout.ChannelStride == layout.Channels;

    private static string Place(Layout layout, Layout image) =>
        IsFlat(layout, image)
            ? "index"
            : $"{layout.Origin} + (row * {layout.RowStride}) + (column * {layout.ChannelStride})";
}
