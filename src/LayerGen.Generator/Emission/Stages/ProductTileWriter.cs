using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes the heart of every product: sums of rows × vectors in registers, one step per element of the common axis.
/// </summary>
/// <param name="Vector">The vector type's name.</param>
/// <param name="Lanes">Floats in one vector.</param>
/// <param name="RowOffsets">Where each row's value is, relative to <c>x</c>.</param>
/// <param name="Vectors">Vectors of each row.</param>
/// <param name="XStep">Floats from one step to the next in <c>x</c>.</param>
/// <param name="WStep">Floats from one step to the next in <c>w</c>.</param>
internal sealed record ProductTileWriter(
    string Vector,
    int Lanes,
    IReadOnlyList<int> RowOffsets,
    int Vectors,
    int XStep,
    int WStep
)
{
    /// <summary>Floats from one run of <see cref="Layout.WidestVector"/> columns to the next in <c>w</c>.</summary>
    public int WRunStride { get; init; } = Layout.WidestVector;

    /// <summary>The sum of a row and a vector.</summary>
    public static string Sum(int row, int vector) => $"sum{row}_{vector}";

    /// <summary>Sets all sums to zero.</summary>
    public void Clear(SourceWriter writer)
    {
        for (int row = 0; row < RowOffsets.Count; row++)
        for (int vector = 0; vector < Vectors; vector++)
            writer.Write($"var {Sum(row, vector)} = {Vector}<float>.Zero;");
    }

    /// <summary>Adds one product to each sum and moves on.</summary>
    public void Step(SourceWriter writer)
    {
        for (int vector = 0; vector < Vectors; vector++)
            writer.Write(
                $"var w{vector} = {Vector}.LoadUnsafe(ref w{Offset(DenseProduct.Column(vector * Lanes, WRunStride))});"
            );
        for (int row = 0; row < RowOffsets.Count; row++)
        {
            string value = RowOffsets[row] == 0 ? "x" : $"Unsafe.Add(ref x, {RowOffsets[row]})";
            writer.Write($"var x{row} = {Vector}.Create({value});");
            for (int vector = 0; vector < Vectors; vector++)
                writer.Write(
                    $"{Sum(row, vector)} = {Vector}.MultiplyAddEstimate(x{row}, w{vector}, {Sum(row, vector)});"
                );
        }
        writer.Write($"w = ref Unsafe.Add(ref w, {WStep});");
        writer.Write($"x = ref Unsafe.Add(ref x, {XStep});");
    }

    /// <summary>
    /// Steps through the values of a layout in reading order, from where <c>x</c> is: pixels, then channels.
    /// </summary>
    /// <param name="writer">Where to.</param>
    /// <param name="layout">How the values lie.</param>
    /// <param name="steps">How many values where all stand side by side, else pixels: all unless given.</param>
    public void StepThrough(SourceWriter writer, Layout layout, string? steps = null)
    {
        if (layout.IsContiguous)
        {
            steps ??= $"{layout.ValueCount}";
            writer.Block($"for (nint i = 0; i < {steps}; i++)", () => Step(writer));
            return;
        }
        steps ??= $"{layout.Height * layout.Width}";
        writer.Open($"for (nint pixel = 0; pixel < {steps}; pixel++)");
        writer.Block($"for (nint c = 0; c < {layout.Channels}; c++)", () => Step(writer));
        writer.Write($"x = ref Unsafe.Add(ref x, {layout.ChannelStride - layout.Channels});");
        writer.Close();
    }

    /// <summary>The second argument of a vector load or store.</summary>
    public static string Offset(int offset) => offset == 0 ? "" : $", {offset}";
}
