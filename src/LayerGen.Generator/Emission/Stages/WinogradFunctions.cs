using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes the one-dimensional transforms of F(m, 3) as functions that the kernels of all stages call, which become part
/// of them: a column of a tile comes from memory, a row of what columns gave goes to memory or on to the outputs.
/// </summary>
internal static class WinogradFunctions
{
    public static string Input(string axis, WinogradTransform transform) =>
        $"Input{axis}{transform.Outputs}";

    public static string Weight(string axis, WinogradTransform transform) =>
        $"Weight{axis}{transform.Outputs}";

    public static string Output(string axis, WinogradTransform transform) =>
        $"Output{axis}{transform.Outputs}";

    /// <summary>Writes the functions that these tiles call, each once.</summary>
    public static void Write(SourceWriter writer, VectorWidth width, IEnumerable<Winograd> tiles)
    {
        foreach (
            WinogradTransform transform in tiles
                .Select(tile => tile.Vertical)
                .Distinct()
                .OrderBy(transform => transform.Outputs)
        )
        {
            WriteColumn(writer, width, Input("Column", transform), transform.Input);
            WriteColumn(writer, width, Weight("Column", transform), transform.Weight);
            WriteColumn(writer, width, Output("Column", transform), transform.Output);
        }
        foreach (
            WinogradTransform transform in tiles
                .Select(tile => tile.Horizontal)
                .Distinct()
                .OrderBy(transform => transform.Outputs)
        )
        {
            WriteRow(writer, width, Input("Row", transform), transform.Input, toMemory: true);
            WriteRow(writer, width, Weight("Row", transform), transform.Weight, toMemory: true);
            WriteRow(writer, width, Output("Row", transform), transform.Output, toMemory: false);
        }
    }

    private static void WriteColumn(
        SourceWriter writer,
        VectorWidth width,
        string name,
        LinearProgram program
    )
    {
        string v = width.Name;
        Open(writer, name, $"ref float x, nint step, {Results(v, program)}");
        for (int i = 0; i < program.Inputs; i++)
            writer.Write($"var d{i} = {v}.LoadUnsafe({Place("x", i)});");
        foreach (LinearStep step in program.Steps)
            writer.Write(Assignment(v, step));
        writer.Close();
    }

    private static void WriteRow(
        SourceWriter writer,
        VectorWidth width,
        string name,
        LinearProgram program,
        bool toMemory
    )
    {
        string v = width.Name;
        IEnumerable<string> values = Enumerable
            .Range(0, program.Inputs)
            .Select(i => $"{v}<float> d{i}");
        Open(
            writer,
            name,
            $"{string.Join(", ", values)}, {(toMemory ? "ref float y, nint step" : Results(v, program))}"
        );
        foreach (LinearStep step in program.Steps)
            writer.Write(
                toMemory && step.IsOutput
                    ? $"{Stored(v, step)}.StoreUnsafe({Place("y", int.Parse(step.Target.Substring(1)))});"
                    : Assignment(v, step)
            );
        writer.Close();
    }

    private static void Open(SourceWriter writer, string name, string parameters)
    {
        writer.Write("");
        writer.Write($"/// <summary>{Summary(name)}</summary>");
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        writer.Open($"private static void {name}({parameters})");
    }

    private static string Summary(string name)
    {
        char outputs = name[name.Length - 1];
        string axis = name.Contains("Column") ? "column" : "row";
        string what =
            name.StartsWith("Input", StringComparison.Ordinal) ? "inputs become factors"
            : name.StartsWith("Weight", StringComparison.Ordinal) ? "weights become factors"
            : "products become outputs";
        return $"F({outputs}, 3) along a {axis}: {what}.";
    }

    private static string Results(string v, LinearProgram program) =>
        string.Join(", ", Enumerable.Range(0, program.Outputs).Select(i => $"out {v}<float> r{i}"));

    private static string Place(string start, int index) =>
        index switch
        {
            0 => $"ref {start}",
            1 => $"ref Unsafe.Add(ref {start}, step)",
            _ => $"ref Unsafe.Add(ref {start}, {index} * step)",
        };

    private static string Assignment(string v, LinearStep step) =>
        $"{(step.IsOutput ? "" : "var ")}{step.Target} = {Value(v, step)};";

    private static string Stored(string v, LinearStep step)
    {
        string value = Value(v, step);
        bool isOperand =
            !value.Contains(' ') || value.StartsWith($"{v}.", StringComparison.Ordinal);
        return isOperand ? value : $"({value})";
    }

    private static string Value(string v, LinearStep step)
    {
        LinearTerm first = step.Terms[0];
        string sum =
            first.Factor == 1
                ? first.Value
                : $"{first.Value} * {v}.Create({Literals.Of((float)first.Factor)})";
        foreach (LinearTerm term in step.Terms.Skip(1))
            sum = term.Factor switch
            {
                1 => $"{sum} + {term.Value}",
                -1 => $"{sum} - {term.Value}",
                _ =>
                    $"{v}.MultiplyAddEstimate({term.Value}, {v}.Create({Literals.Of((float)term.Factor)}), {sum})",
            };
        return sum;
    }
}
