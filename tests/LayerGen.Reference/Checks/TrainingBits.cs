using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LayerGen.Optimizers;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Checks;

/// <summary>The exact bits of all weights after some training.</summary>
public static class TrainingBits
{
    private const int Steps = 12;
    private const int MaxBatchSize = 32;

    /// <summary>SHA-256 over all parameters of a network trained with Adam.</summary>
    /// <param name="networks">Where the network was compiled.</param>
    /// <param name="stack">Which one.</param>
    /// <param name="threads">Workers of the network.</param>
    /// <param name="seed">The network's own.</param>
    public static string Hash(GeneratedNetworks networks, Stack stack, int threads, ulong seed = 7)
    {
        using INetwork network = networks.Create(stack.FullName, seed, MaxBatchSize, threads);
        Adam adam = new(network);
        Circumstances circumstances = new(
            1,
            MaxBatchSize,
            MaxBatchSize,
            threads,
            0,
            SampleKind.Sparse,
            WeightKind.Initial
        );
        for (int step = 0; step < Steps; step++)
        {
            // The last batch of an epoch is smaller than the others.
            int size = step % 4 == 3 ? 13 : MaxBatchSize;
            Batch.Random(stack, circumstances, size, (ulong)step).Train(network);
            adam.Step();
        }
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Parameter parameter in network.Parameters)
            hash.AppendData(MemoryMarshal.AsBytes(parameter.Value.Values.AsSpan()));
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
