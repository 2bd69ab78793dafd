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

    /// <summary>Random numbers for every weight and bias of a stack, without a generated network.</summary>
    public static ImmutableArray<NaiveParameter> Draw(Stack stack, Chance chance) =>
        [
            .. stack.Layers.SelectMany(
                (layer, index) =>
                    layer switch
                    {
                        StackLayer.Conv conv => Draw(
                            chance,
                            index,
                            conv.Filters,
                            conv.KernelHeight * conv.KernelWidth * stack.Shapes[index].Channels,
                            conv.UseBias
                        ),
                        StackLayer.Dense dense => Draw(
                            chance,
                            index,
                            dense.Units,
                            stack.Shapes[index].Size,
                            dense.UseBias
                        ),
                        _ => [],
                    }
            ),
        ];

    private static NaiveParameter[] Draw(
        Chance chance,
        int layer,
        int rows,
        int columns,
        bool useBias
    )
    {
        double limit = Math.Sqrt(3.0 / columns);
        NaiveParameter weight = Draw(chance, $"{layer}.weight", rows, columns, limit);
        return useBias ? [weight, Draw(chance, $"{layer}.bias", rows, 1, 0.3)] : [weight];
    }

    private static NaiveParameter Draw(
        Chance chance,
        string name,
        int rows,
        int columns,
        double limit
    ) =>
        new(
            name,
            rows,
            columns,
            [.. Enumerable.Range(0, rows * columns).Select(_ => chance.Uniform(-limit, limit))]
        );
}

/// <summary>The gradient of one weight or bias, row after row.</summary>
/// <param name="Name">Layer and role.</param>
/// <param name="Rows">Outputs.</param>
/// <param name="Columns">All other axes together.</param>
/// <param name="Values">The gradient.</param>
/// <param name="TermSums">The sum of the scales of the terms each gradient is made of: what rounding acts on.</param>
public sealed record NaiveGradient(
    string Name,
    int Rows,
    int Columns,
    ImmutableArray<double> Values,
    ImmutableArray<double> TermSums
);

/// <summary>The loss of a batch in double precision.</summary>
/// <param name="Data">The mean over samples.</param>
/// <param name="Penalty">L1 and L2 of all weights.</param>
/// <param name="LeastAccuracy">The fraction of answers right beyond doubt.</param>
/// <param name="MostAccuracy">The same with all answers that rounding may make right.</param>
public readonly record struct NaiveLoss(
    double Data,
    double Penalty,
    double LeastAccuracy,
    double MostAccuracy
)
{
    public double Total => Data + Penalty;
}
