using System.Collections.Immutable;
using LayerGen.Reference.Naive.Values;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive;

/// <summary>
/// Tells whether float32 has to take the same branches as double precision on samples. Where it may legitimately
/// take another one (a pooling window whose two largest values differ by less than rounding), nobody can be judged.
/// </summary>
/// <remarks>
/// Exact ties are judged when they are ties by construction: values that come from equal numbers by equal arithmetic,
/// such as zeros behind ReLU or equal patches of an image. Those, and only those, stay ties when every weight, every
/// share of an average, every input value (equal values alike), every set of values that is normalised, and every sum of
/// a large tile of a convolution changes a little: in such tiles equal patches come from unequal arithmetic.
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

    // Normalisation divides by what may be small: how far rounding carries values is then measured, and taken this often.
    private const double Caution = 8;

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
        new Looseness(place => SmallChange.Factor(Shares, place), Norms: true, tiles)
    );

    /// <summary>Whether the sample, in this column and step, can be judged, whatever the others are.</summary>
    public bool IsDecided(double[] sample, int column, long step) =>
        AreDecided([sample], column, step, Rounding)[0];

    /// <summary>Which samples of a batch can be judged in this step.</summary>
    public ImmutableArray<bool> AreDecided(double[][] samples, long step) =>
        AreDecided(samples, 0, step, Math.Max(Rounding, Caution * Deviation(samples, step)));

    private ImmutableArray<bool> AreDecided(
        double[][] samples,
        int firstColumn,
        long step,
        double gap
    )
    {
        ImmutableArray<ChoiceLog> choices = _network.Choices(samples, firstColumn, step);
        if (choices.All(log => log.NarrowestGap < gap))
            return [.. choices.Select(_ => false)];
        double[][] changed =
        [
            .. samples.Select(sample =>
                sample.Select(value => value * SmallChange.Factor(value)).ToArray()
            ),
        ];
        return
        [
            .. choices.Zip(
                _changed.Choices(changed, firstColumn, step),
                (log, other) => log.NarrowestGap >= gap && log.Ties == other.Ties
            ),
        ];
    }

    /// <summary>How far rounding alone carries any value, in units of the largest value of its sample and layer.</summary>
    private double Deviation(double[][] samples, long step) =>
        _network
            .Values(samples, step, Values.Rounding.None)
            .Zip(
                _network.Values(samples, step, Values.Rounding.Single(seed: 1)),
                (exact, rounded) => exact.Zip(rounded, Deviation).Max()
            )
            .Max();

    private static double Deviation(double[] exact, double[] rounded)
    {
        double largest = exact.Max(Math.Abs);
        double difference = exact.Zip(rounded, (a, b) => Math.Abs(a - b)).Max();
        return difference == 0 ? 0 : difference / largest;
    }
}
