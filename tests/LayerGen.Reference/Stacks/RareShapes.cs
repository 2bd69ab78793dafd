using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks;

/// <summary>
/// Sorts of networks whose sizes are those at which generated code changes its shape: fewer values than a vector has lanes,
/// a few more or less than whole vectors, rows that lie far apart, single pixels.
/// </summary>
/// <param name="Input">Makes the shape of a sample.</param>
/// <param name="Add">Adds the layers in front of the head.</param>
internal sealed record RareShapes(Func<Chance, SampleShape> Input, Action<StackDraft, Chance> Add)
{
    public static ImmutableArray<RareShapes> All { get; } =
    [
        // Each pair of neighbours is another narrow product.
        new(
            chance => SampleShape.Features(chance.Between(1, 40)),
            (draft, chance) =>
                Repeat(chance.Between(3, 9), () => draft.Dense(chance.Between(1, 40)))
        ),
        // Features with gaps between them: pixels whose channels are padded to vectors.
        new(
            chance =>
                SampleShape.Image(
                    chance.Between(1, 5),
                    chance.Between(1, 5),
                    chance.Between(1, 33)
                ),
            (draft, chance) =>
            {
                draft.Conv(chance.Between(1, 33));
                if (chance.Happens(0.3))
                    draft.Dropout();
                draft.Dense(chance.Between(1, 40));
                draft.Dense(chance.Between(1, 40));
            }
        ),
        // Rows that would meet in one place of the cache, and those beside them.
        new(
            chance => SampleShape.Features(chance.Pick(1, 15, 16, 40, 511, 512, 513, 1024)),
            (draft, chance) =>
            {
                draft.Dense(chance.Pick(511, 512, 513, 530, 1024));
                if (chance.Happens(0.4))
                    draft.Dropout();
                draft.Dense(chance.Pick(15, 17, 40, 512, 520));
            }
        ),
        // Few filters over long rows.
        new(
            chance =>
                SampleShape.Image(
                    chance.Between(1, 9),
                    chance.Between(15, 66),
                    chance.Between(1, 4)
                ),
            (draft, chance) =>
            {
                draft.Conv(chance.Between(1, 9), stride: chance.Pick(1, 1, 2, 3), largest: 7);
                if (chance.Happens(0.6))
                    draft.Pool(most: 3);
                draft.Conv(chance.Between(1, 9), largest: 7);
            }
        ),
        // Single pixels, rows and columns.
        new(
            chance =>
                chance.Pick(
                    SampleShape.Image(1, 1, chance.Between(1, 40)),
                    SampleShape.Image(1, chance.Between(1, 33), chance.Between(1, 17)),
                    SampleShape.Image(chance.Between(1, 33), 1, chance.Between(1, 17))
                ),
            (draft, chance) => Repeat(chance.Between(1, 4), draft.Anything)
        ),
    ];

    private static void Repeat(int times, Action add)
    {
        for (int i = 0; i < times; i++)
            add();
    }
}
