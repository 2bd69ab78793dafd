namespace LayerGen.Data;

/// <summary>Chooses which samples are held back.</summary>
internal static class HoldOut
{
    /// <summary>Two ascending lists of indices that share none and have all of them together.</summary>
    /// <param name="count">How many samples there are.</param>
    /// <param name="held">How many are held back; at least 1, and less than <paramref name="count"/>.</param>
    /// <param name="seed">The same seed chooses the same samples.</param>
    /// <param name="label">The class of each sample, if the classes are to be held back in proportion; null if not.</param>
    public static (int[] Training, int[] Validation) Choose(
        int count,
        int held,
        ulong seed,
        Func<int, int>? label
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(held);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(held, count);
        int[] order = new int[count];
        BatchOrder.InOrder(order);
        RandomSource random = RandomSource.For(seed, RandomStreams.Split);
        random.Shuffle(order);
        if (label is not null)
            order = Spread(order, label);
        int[] validation = order[..held];
        int[] training = order[held..];
        Array.Sort(validation);
        Array.Sort(training);
        return (training, validation);
    }

    /// <summary>
    /// Puts the samples of each class, in the order that they have, at even distances: any beginning of the result has
    /// each class in proportion, to within one sample.
    /// </summary>
    private static int[] Spread(int[] order, Func<int, int> label)
    {
        Dictionary<int, int> sizes = [];
        int[] rank = new int[order.Length];
        for (int i = 0; i < order.Length; i++)
        {
            int of = label(order[i]);
            rank[i] = sizes.GetValueOrDefault(of);
            sizes[of] = rank[i] + 1;
        }
        double[] place = new double[order.Length];
        for (int i = 0; i < order.Length; i++)
            place[i] = (rank[i] + 0.5) / sizes[label(order[i])];
        // A stable sort: samples of different classes at one place stay in the order that chance gave them.
        return [.. Enumerable.Range(0, order.Length).OrderBy(i => place[i]).Select(i => order[i])];
    }
}
