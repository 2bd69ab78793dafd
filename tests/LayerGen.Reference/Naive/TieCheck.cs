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
/// share of an average, every input value (equal values alike), and every sum of a large tile of a convolution changes a
/// little: in such tiles equal patches come from unequal arithmetic.
/// </remarks>
internal sealed class TieCheck(
    Stack stack,
    ImmutableArray<NaiveParameter> parameters,
    ulong seed,
    ImmutableDictionary<int, LargeTile> tiles
)
{
    // Float32 rounds at 6e-8. Sums of up to a few hundred terms that partly cancel, through up to eight layers, bring
    // relative errors near 1e-6 of a layer's largest value.
    private const double Rounding = 5e-6;

    // Shares are no learned numbers: their tensor is one that no network has.
    private const int Shares = -1;

    private readonly NaiveNetwork _network = NaiveNetwork.Build(stack, parameters, seed);
    private readonly NaiveNetwork _changed = NaiveNetwork.Build(
        stack,
        [
            .. parameters.Select(
                (parameter, p) =>
                    parameter with
                    {
                        Values =
                        [
                            .. parameter.Values.Select((w, i) => w * SmallChange.Factor(p, i)),
                        ],
                    }
            ),
        ],
        seed,
        place => SmallChange.Factor(Shares, place),
        tiles
    );

    /// <summary>Whether the sample, in this column and step, can be judged.</summary>
    public bool IsDecided(double[] sample, int column, long step)
    {
        ChoiceLog choices = _network.Choices(sample, column, step);
        if (choices.NarrowestGap < Rounding)
            return false;
        double[] changed = [.. sample.Select(value => value * SmallChange.Factor(value))];
        return _changed.Choices(changed, column, step).Ties == choices.Ties;
    }
}
