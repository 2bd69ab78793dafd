namespace LayerGen.Data;

/// <summary>The order in which an epoch goes through the samples.</summary>
public static class BatchOrder
{
    /// <summary>0, 1, 2, …</summary>
    /// <param name="order">Overwritten.</param>
    public static void InOrder(Span<int> order)
    {
        for (int i = 0; i < order.Length; i++)
            order[i] = i;
    }

    /// <summary>
    /// A uniformly random permutation of 0, 1, 2, … that follows from seed and epoch alone: any epoch can be repeated
    /// without those before it.
    /// </summary>
    /// <param name="order">Overwritten.</param>
    /// <param name="seed">Any number.</param>
    /// <param name="epoch">At least 0; every epoch has its own permutation.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epoch"/> is negative.</exception>
    public static void Shuffled(Span<int> order, ulong seed, int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        InOrder(order);
        RandomSource random = RandomSource.For(seed, RandomStreams.Epoch(epoch));
        random.Shuffle(order);
    }
}
