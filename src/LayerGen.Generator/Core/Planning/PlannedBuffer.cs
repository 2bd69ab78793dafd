namespace LayerGen.Generator.Core.Planning;

/// <summary>How many copies of a buffer there are, and who uses them.</summary>
internal enum BufferScope
{
    /// <summary>One a worker, for the sample in hand.</summary>
    Sample,

    /// <summary>One a worker, for the batch in hand.</summary>
    Worker,

    /// <summary>One a worker, with a place for each sample of the group in hand.</summary>
    Group,

    /// <summary>One, with a place for each shard.</summary>
    Shard,

    /// <summary>One, with a place for each sample of a batch.</summary>
    Batch,

    /// <summary>One.</summary>
    Network,
}

/// <summary>What a buffer is for; it decides from when to when a buffer must keep what it holds.</summary>
internal enum BufferUse
{
    /// <summary>Written by its stage's forward pass and kept for the backward pass.</summary>
    Activation,

    /// <summary>The gradient with respect to what its stage wrote: from the next stage's backward pass to its own.</summary>
    Gradient,

    /// <summary>Empty before and after its stage's forward pass of one sample.</summary>
    ForwardScratch,

    /// <summary>Empty before and after its stage's backward pass of one sample.</summary>
    BackwardScratch,

    /// <summary>Numbers about a batch, one for each channel.</summary>
    Statistics,

    /// <summary>A copy of weights in the order in which kernels read them, made once a batch.</summary>
    PackedWeight,
}

/// <summary>Memory of a training step. Compares by value.</summary>
/// <param name="Name">Its name in the emitted code.</param>
/// <param name="Element">The type of its elements: float, byte, int, uint or ulong.</param>
/// <param name="Size">Elements of one sample.</param>
/// <param name="Slack">Elements that kernels may touch behind the last sample.</param>
/// <param name="Scope">How many copies there are.</param>
/// <param name="Purpose">What it holds, as a sentence.</param>
internal sealed record PlannedBuffer(
    string Name,
    string Element,
    int Size,
    int Slack,
    BufferScope Scope,
    string Purpose
)
{
    /// <summary>The index of the stage it belongs to; null if it belongs to several.</summary>
    public int? Stage { get; init; }

    /// <summary>What it is for.</summary>
    public BufferUse Use { get; init; }

    /// <summary>Where it begins in the scratch memory that stages share; null if it has memory of its own.</summary>
    public int? Place { get; init; }

    /// <summary>Bytes of one sample, or of all of it where it holds none.</summary>
    public long Bytes => (long)Size * ElementBytes;

    /// <summary>Bytes of so many samples, slack included.</summary>
    public long BytesOf(int samples) => (Bytes * samples) + ((long)Slack * ElementBytes);

    private int ElementBytes =>
        Element switch
        {
            "byte" => 1,
            "ulong" => 8,
            _ => 4,
        };
}
