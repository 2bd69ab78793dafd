namespace LayerGen.Reference.Stacks;

/// <summary>Makes valid networks of every sort from a seed.</summary>
public static class StackGenerator
{
    // Names that get in the way of code that is not qualified from the root.
    private static readonly string[] Namespaces =
    [
        "Random.Networks",
        "LayerGen.Made.Inner",
        "Acme.System.MathNet",
        "Acme.LayerGen",
    ];

    // The sorts of networks take turns, so that each of them comes up whatever the seed.
    private static readonly Action<StackDraft, Chance>[] Sorts =
    [
        (draft, chance) => Repeat(chance.Between(1, 6), draft.Anything),
        (draft, chance) => ConvolutionsAndPools(draft, chance),
        (draft, chance) => Repeat(chance.Between(2, 4), () => draft.Conv()),
        (draft, _) => ConvolutionDropoutConvolution(draft),
        (draft, chance) => PoolFirst(draft, chance),
        (draft, chance) => PoolAfterPool(draft, chance),
        (draft, chance) => Repeat(chance.Between(1, 4), () => draft.Dense()),
        (draft, chance) => ActivationsAroundPools(draft, chance),
        (draft, chance) => DropoutEverywhere(draft, chance),
        (draft, chance) => Repeat(chance.Between(1, 2), () => draft.Conv()),
        (draft, _) => GlobalPool(draft),
        (draft, chance) => Repeat(chance.Between(1, 3), () => draft.Conv(padding: Padding.Same)),
        (_, _) => { },
        (draft, chance) => LargeWindows(draft, chance),
        (draft, chance) => WholeVectors(draft, chance),
        (draft, chance) => Repeat(chance.Between(2, 6), draft.Anything),
    ];

    /// <summary>Makes one network; another index gives another sort, another seed other numbers.</summary>
    public static Stack Make(ulong seed, int index)
    {
        Chance chance = new(unchecked((seed * 1_000_003) + (ulong)index));
        int sort = index % (Sorts.Length + RareShapes.All.Length);
        RareShapes? rare = sort < Sorts.Length ? null : RareShapes.All[sort - Sorts.Length];
        StackDraft draft = new(chance, rare?.Input(chance) ?? Input(sort, chance));
        (rare?.Add ?? Sorts[sort])(draft, chance);
        draft.Head(mayEndWithoutDense: chance.Happens(0.25) || sort == 9);
        return draft.Finish(Namespaces[index % Namespaces.Length], $"Stack{index:D4}");
    }

    private static SampleShape Input(int sort, Chance chance)
    {
        bool isVector = sort is 6 or 12 || (sort is 0 or 8 && chance.Happens(0.3));
        if (isVector)
            return SampleShape.Features(chance.Pick(1, 2, 7, 16, 33, 64, chance.Between(1, 130)));
        // Four networks share a sort's turn before the smallest image comes again.
        if (sort == 11 && chance.Happens(0.3))
            return SampleShape.Image(1, 1, chance.Between(1, 20));
        if (sort == 14)
            return SampleShape.Image(chance.Between(3, 14), chance.Between(3, 14), 16);
        int channels = chance.Pick(1, 1, 1, 2, 3, 3, 4, 8, 16, 17, chance.Between(1, 20));
        return SampleShape.Image(chance.Between(1, 20), chance.Between(1, 20), channels);
    }

    private static void Repeat(int times, Action add)
    {
        for (int i = 0; i < times; i++)
            add();
    }

    private static void ConvolutionsAndPools(StackDraft draft, Chance chance) =>
        Repeat(
            2,
            () =>
            {
                draft.Conv();
                draft.Pool(chance.Pick(PoolKind.Max, PoolKind.Max, PoolKind.Average), most: 3);
            }
        );

    private static void ConvolutionDropoutConvolution(StackDraft draft)
    {
        draft.Conv();
        draft.Dropout();
        draft.Conv();
    }

    private static void PoolFirst(StackDraft draft, Chance chance)
    {
        draft.Pool();
        if (chance.Happens(0.6))
            draft.Conv();
    }

    private static void PoolAfterPool(StackDraft draft, Chance chance)
    {
        if (chance.Happens(0.6))
            draft.Conv();
        draft.Pool(most: 3);
        draft.Pool(most: 3);
        if (chance.Happens(0.5))
            draft.Conv();
    }

    private static void ActivationsAroundPools(StackDraft draft, Chance chance)
    {
        draft.Conv();
        if (chance.Happens(0.6))
            draft.Activate();
        draft.Pool();
        if (chance.Happens(0.6))
            draft.Activate();
        if (chance.Happens(0.4))
            draft.Conv();
    }

    private static void DropoutEverywhere(StackDraft draft, Chance chance)
    {
        if (chance.Happens(0.5))
            draft.Dropout();
        draft.Anything();
        draft.Dropout();
        if (chance.Happens(0.5))
            draft.Pool();
        draft.Dense();
        draft.Dropout();
    }

    private static void GlobalPool(StackDraft draft)
    {
        draft.Conv();
        draft.PoolAll();
    }

    private static void LargeWindows(StackDraft draft, Chance chance)
    {
        if (chance.Happens(0.7))
            draft.Conv();
        draft.Pool(most: 6);
    }

    private static void WholeVectors(StackDraft draft, Chance chance)
    {
        if (chance.Happens(0.5))
            draft.Conv(16, Padding.Same);
        draft.Conv(chance.Pick(16, 32), isUsual: true);
        if (chance.Happens(0.5))
            draft.Pool(chance.Pick(PoolKind.Max, PoolKind.Average), most: 2);
        draft.Conv(chance.Pick(16, 32), isUsual: chance.Happens(0.5));
    }
}
