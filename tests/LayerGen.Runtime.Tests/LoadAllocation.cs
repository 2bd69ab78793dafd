namespace LayerGen.Tests;

/// <summary>
/// What reading a file may allocate: so many times the file's size, and a constant that no file can change. An announced
/// size that was believed would be far beyond.
/// </summary>
/// <param name="Factor">Bytes for each byte of the file.</param>
/// <param name="Constant">Bytes for any file.</param>
internal sealed record LoadAllocation(int Factor, int Constant)
{
    /// <summary>
    /// Files of weights: header, numbers and a block to turn them, each at most as large as the file, and an exception
    /// with its message.
    /// </summary>
    public static LoadAllocation Weights { get; } = new(Factor: 4, Constant: 16 << 10);

    /// <summary>
    /// Checkpoints: as for weights, and the text of the state, which is a part of the header, twice as bytes and once as
    /// a document of strings with two bytes a letter; the reader of JSON has a pile of its own.
    /// </summary>
    public static LoadAllocation Checkpoint { get; } = new(Factor: 8, Constant: 32 << 10);

    /// <summary>
    /// IDX files: the content, in an array that doubles while it is read, three times in all; an unpacker.
    /// </summary>
    public static LoadAllocation Idx { get; } = new(Factor: 4, Constant: 16 << 10);

    /// <summary>PNG: compressed pixels joined, unpacked, decoded; a piece of 16 KiB to count them in.</summary>
    public static LoadAllocation Png { get; } = new(Factor: 8, Constant: 32 << 10);

    /// <summary>
    /// JPEG: a byte has eight bits and each block of 64 pixels takes at least one; a pixel takes up to 16 bytes while
    /// three channels are decoded. The decoder has tables.
    /// </summary>
    public static LoadAllocation Jpeg { get; } = new(Factor: 8 * 64 * 16, Constant: 128 << 10);

    /// <summary>Reads, and measures what reading allocates.</summary>
    /// <param name="size">The bytes of the file.</param>
    /// <param name="read">Reads.</param>
    public T Check<T>(long size, Func<T> read)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        T result = read();
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(
            allocated <= (Factor * size) + Constant,
            $"Reading {size} bytes allocates {allocated} bytes, more than {Factor} times as many and {Constant}."
        );
        return result;
    }
}
