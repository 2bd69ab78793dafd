namespace LayerGen.Generator.Emission;

/// <summary>
/// Writes the function that runs one item of a phase: all small pieces of work together are the first item, and each
/// part of a large one is an item of its own.
/// </summary>
internal static class ItemSwitch
{
    /// <summary>How many items the work has.</summary>
    public static int Items(IReadOnlyList<SlicedWork> works) =>
        (Small(works).Any() ? 1 : 0) + Large(works).Sum(work => work.Parts);

    public static void Write(
        SourceWriter writer,
        string summary,
        string head,
        IReadOnlyList<SlicedWork> works
    )
    {
        writer.Write("");
        writer.Write($"/// <summary>{summary}</summary>");
        writer.Open(head);
        int begin = 0;
        if (Small(works).Any())
        {
            writer.Open($"if (item < {++begin})");
            foreach (SlicedWork work in Small(works))
                writer.Write($"{work.Whole};");
            writer.Write("return;");
            writer.Close();
        }
        foreach (SlicedWork work in Large(works))
        {
            string part = begin == 0 ? "item" : $"item - {begin}";
            begin += work.Parts;
            string from = $"Shards.Start({work.Length}, {work.Parts}, {part})";
            string to = $"Shards.Start({work.Length}, {work.Parts}, {part} + 1)";
            writer.Open($"if (item < {begin})");
            writer.Write($"{work.Over(from, to)};");
            writer.Write("return;");
            writer.Close();
        }
        writer.Close();
    }

    private static IEnumerable<SlicedWork> Small(IEnumerable<SlicedWork> works) =>
        works.Where(work => work.Parts == 1);

    private static IEnumerable<SlicedWork> Large(IEnumerable<SlicedWork> works) =>
        works.Where(work => work.Parts > 1);
}
