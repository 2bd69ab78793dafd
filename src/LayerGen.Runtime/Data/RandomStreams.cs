namespace LayerGen.Data;

/// <summary>Which stream of a seed is for what, so that no two draws share one.</summary>
internal static class RandomStreams
{
    /// <summary>The choice of held-back samples: the letters "split" as a number.</summary>
    public const ulong Split = 0x73_70_6C_69_74;

    /// <summary>The letters "order" as a number, above the epoch.</summary>
    private const ulong Order = 0x6F_72_64_65_72;

    /// <summary>The letters "alter" as a number, above the epoch.</summary>
    private const ulong Alter = 0x61_6C_74_65_72;

    /// <summary>The order of samples in one epoch.</summary>
    public static ulong Epoch(int epoch) => (Order << 24) ^ (uint)epoch;

    /// <summary>The changes of the samples in one epoch.</summary>
    public static ulong Augmentation(int epoch) => (Alter << 24) ^ (uint)epoch;
}
