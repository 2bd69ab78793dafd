using System.Collections.Immutable;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive;

/// <summary>
/// Tells whether float32 has to take the same branches as double precision on a sample. Where it may legitimately
/// take another one (a pooling window whose two largest values differ by less than rounding), nobody can be judged.
/// </summary>
/// <remarks>
/// Exact ties are judged when they are ties by construction: values that come from equal numbers by equal arithmetic,
/// such as zeros behind ReLU or equal patches of an image. Those, and only those, stay ties when every weight, every
/// share of an average and every input value (equal values alike) changes a little. They are not judged where the network
/// says that it transforms tiles of more than 2×2 outputs: there equal patches come from unequal arithmetic.
/// </remarks>
internal sealed class TieCheck(
    Stack stack,
    ImmutableArray<NaiveParameter> parameters,
    ulong seed,
    bool judgesTies
)
{
    // Float32 rounds at 6e-8. Sums of up to a few hundred terms that partly cancel, through up to eight layers, bring
    // relative errors near 1e-6 of a layer's largest value.
    private const double Rounding = 5e-6;

    private const double Change = 1e-9;

    private readonly NaiveNetwork _network = NaiveNetwork.Build(stack, parameters, seed);
    private readonly NaiveNetwork _changed = NaiveNetwork.Build(
        stack,
        [
            .. parameters.Select(
                (parameter, p) =>
                    parameter with
                    {
                        Values = [.. parameter.Values.Select((w, i) => w * Factor(HashCode(p, i)))],
                    }
            ),
        ],
        seed,
        place => Factor(HashCode(-1, place))
    );

    /// <summary>Whether the sample, in this column and step, can be judged.</summary>
    public bool IsDecided(double[] sample, int column, long step)
    {
        ChoiceLog choices = _network.Choices(sample, column, step);
        if (choices.NarrowestGap < Rounding || (!judgesTies && choices.HasTies))
            return false;
        double[] changed =
        [
            .. sample.Select(value => value * Factor((ulong)BitConverter.DoubleToInt64Bits(value))),
        ];
        return _changed.Choices(changed, column, step).Ties == choices.Ties;
    }

    private static ulong HashCode(int tensor, int index) =>
        unchecked((((ulong)(uint)tensor << 32) | (uint)index) + 0x9E3779B97F4A7C15);

    private static double Factor(ulong key)
    {
        ulong hash = unchecked(key * 0xD1342543DE82EF95);
        hash = unchecked((hash ^ (hash >> 29)) * 0xBF58476D1CE4E5B9);
        return 1 + (Change * (((hash >> 11) / (double)(1UL << 53)) - 0.5));
    }
}
