using System.Collections.Immutable;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive;

/// <summary>The numbers of one weight or bias as the naive network takes them.</summary>
/// <param name="Name">Layer and role.</param>
/// <param name="Rows">Outputs.</param>
/// <param name="Columns">All other axes together, the last one fastest.</param>
/// <param name="Values">Row after row.</param>
public sealed record NaiveParameter(
    string Name,
    int Rows,
    int Columns,
    ImmutableArray<double> Values
)
{
    /// <summary>Reads the numbers a generated network computes with.</summary>
    public static NaiveParameter From(Parameter parameter)
    {
        (int rows, int columns) = (parameter.Value.RowCount, parameter.Value.ColumnCount);
        return new(
            parameter.Name,
            rows,
            columns,
            [
                .. Enumerable
                    .Range(0, rows * columns)
                    .Select(i => (double)parameter.Value[i / columns, i % columns]),
            ]
        );
    }

    /// <summary>Random numbers for everything that a stack learns, without a generated network.</summary>
    public static ImmutableArray<NaiveParameter> Draw(Stack stack, Chance chance) =>
        [.. stack.Nodes.SelectMany((node, index) => Draw(chance, index, node.Layer, node.Input))];

    private static IEnumerable<NaiveParameter> Draw(
        Chance chance,
        int index,
        StackLayer layer,
        SampleShape input
    ) =>
        layer switch
        {
            StackLayer.Conv conv => Draw(
                chance,
                index,
                conv.Filters,
                conv.KernelHeight * conv.KernelWidth * (input.Channels / conv.Groups),
                conv.UseBias
            ),
            StackLayer.Depthwise depthwise => Draw(
                chance,
                index,
                depthwise.Over(input.Channels),
                input
            ),
            StackLayer.Dense dense => Draw(chance, index, dense.Units, input.Size, dense.UseBias),
            StackLayer.Norm norm => Draw(chance, index, input.Channels, norm),
            _ => [],
        };

    private static NaiveParameter[] Draw(
        Chance chance,
        int layer,
        int rows,
        int columns,
        bool useBias
    )
    {
        double limit = Math.Sqrt(3.0 / columns);
        NaiveParameter weight = Draw(chance, $"{layer}.weight", rows, columns, -limit, limit);
        return useBias ? [weight, Draw(chance, $"{layer}.bias", rows, 1, -0.3, 0.3)] : [weight];
    }

    private static IEnumerable<NaiveParameter> Draw(
        Chance chance,
        int layer,
        int channels,
        StackLayer.Norm norm
    )
    {
        if (norm.Scale)
            yield return Draw(chance, $"{layer}.scale", channels, 1, 0.5, 1.5);
        if (norm.Shift)
            yield return Draw(chance, $"{layer}.shift", channels, 1, -0.3, 0.3);
    }

    private static NaiveParameter Draw(
        Chance chance,
        string name,
        int rows,
        int columns,
        double least,
        double most
    ) =>
        new(
            name,
            rows,
            columns,
            [.. Enumerable.Range(0, rows * columns).Select(_ => chance.Uniform(least, most))]
        );
}
