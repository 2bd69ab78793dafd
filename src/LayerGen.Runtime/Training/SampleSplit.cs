using LayerGen.Data;

namespace LayerGen.Training;

/// <summary>Which samples of a source are trained on, and which are held back.</summary>
/// <param name="Training">In the order of the source.</param>
/// <param name="Held">In the order of the source.</param>
internal sealed record SampleSplit(int[] Training, int[] Held)
{
    /// <summary>Holds samples back at random, at least one.</summary>
    /// <param name="count">How many samples there are; at least 2.</param>
    /// <param name="fraction">How much of them is held back; above 0, below 1.</param>
    /// <param name="seed">The same seed chooses the same samples.</param>
    public static SampleSplit Random(int count, double fraction, ulong seed)
    {
        int held = Math.Clamp((int)Math.Round(count * fraction), 1, count - 1);
        int[] order = new int[count];
        BatchOrder.InOrder(order);
        RandomSource random = RandomSource.For(seed, RandomStreams.Split);
        random.Shuffle(order);
        int[] validation = order[..held];
        int[] training = order[held..];
        Array.Sort(validation);
        Array.Sort(training);
        return new(training, validation);
    }
}
