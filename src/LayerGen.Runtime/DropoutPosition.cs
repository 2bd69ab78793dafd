namespace LayerGen;

/// <summary>Where a network stands in the sequence of its dropout masks, which are a pure function of these numbers.</summary>
/// <param name="Seed">The seed of the masks: the one that the network was made with.</param>
/// <param name="Step">How many batches gradients were computed for.</param>
public readonly record struct DropoutPosition(ulong Seed, long Step);
