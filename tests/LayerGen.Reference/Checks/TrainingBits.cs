using System.Runtime.InteropServices;
using System.Security.Cryptography;
using LayerGen.Optimizers;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Checks;

/// <summary>The exact bits of all losses and weights of some training.</summary>
public static class TrainingBits
{
    private const int Steps = 12;
    private const int FewSteps = 3;
    private const int MaxBatchSize = 32;

    /// <summary>SHA-256 over a network trained with Adam.</summary>
    /// <param name="networks">Where the network was compiled.</param>
    /// <param name="stack">Which one.</param>
    /// <param name="threads">Workers of the network.</param>
    /// <param name="seed">The network's own.</param>
    public static string Hash(GeneratedNetworks networks, Stack stack, int threads, ulong seed = 7)
    {
        Circumstances circumstances = new(
            1,
            MaxBatchSize,
            MaxBatchSize,
            threads,
            0,
            SampleKind.Sparse,
            WeightKind.Initial
        );
        using INetwork network = networks.Create(stack.FullName, seed, MaxBatchSize, threads);
        return Hash(
            network,
            Enumerable
                .Range(0, Steps)
                // The last batch of an epoch is smaller than the others.
                .Select(step =>
                    Batch.Random(
                        stack,
                        circumstances,
                        step % 4 == 3 ? 13 : MaxBatchSize,
                        (ulong)step
                    )
                )
        );
    }

    /// <summary>The same for a few steps under any circumstances.</summary>
    public static string Hash(GeneratedNetworks networks, Stack stack, Circumstances circumstances)
    {
        using INetwork network = networks.Create(
            stack.FullName,
            circumstances.Seed,
            circumstances.MaxBatchSize,
            circumstances.Threads
        );
        circumstances.Prepare(network, stack);
        return Hash(
            network,
            Enumerable
                .Range(0, FewSteps)
                .Select(step =>
                    Batch.Random(stack, circumstances, circumstances.BatchSize, (ulong)step)
                )
        );
    }

    private static string Hash(INetwork network, IEnumerable<Batch> batches)
    {
        Adam adam = new(network);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (Batch batch in batches)
        {
            hash.AppendData(BitConverter.GetBytes(batch.Train(network).Total));
            adam.Step();
            foreach (Parameter parameter in network.Parameters)
                hash.AppendData(MemoryMarshal.AsBytes(parameter.Value.Values.AsSpan()));
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
