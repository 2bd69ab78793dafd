using System.Runtime.InteropServices;
using LayerGen.Reference.Checks;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Stacks;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Reference.Guards;

/// <summary>
/// Runs a guarded network beside the same network as users have it: it must stay within its memory, its results must not
/// depend on the order in which a phase's items run or on what earlier batches left in memory, and no two items of a phase
/// may write the same number.
/// </summary>
public static class GuardCheck
{
    private const int Batches = 3;
    private const float LearningRate = 0.05f;

    /// <summary>What is wrong with a network, or null.</summary>
    /// <param name="networks">Where the network was compiled.</param>
    /// <param name="guardedNetworks">Where its guarded version was.</param>
    /// <param name="stack">Which one.</param>
    /// <param name="circumstances">How it is run.</param>
    public static string? Run(
        GeneratedNetworks networks,
        GeneratedNetworks guardedNetworks,
        Stack stack,
        Circumstances circumstances
    )
    {
        using INetwork plain = Create(networks, stack, circumstances);
        using INetwork guarded = Create(guardedNetworks, stack, circumstances);
        GuardedMemory memory = new(guarded);
        Guarded.Watch(memory, seed: (int)circumstances.Seed);
        for (int index = 0; index < Batches; index++)
        {
            // The second batch is as large as can be, the third is small.
            int size = index switch
            {
                0 => circumstances.BatchSize,
                1 => circumstances.MaxBatchSize,
                _ => Math.Max(stack.LeastBatch, 1 + (circumstances.BatchSize / 2)),
            };
            Batch batch = Batch.Random(stack, circumstances, size, (ulong)index);
            try
            {
                if (Compare(plain, guarded, memory, batch) is { } difference)
                    return $"{difference} of batch {index} with {size} samples in {stack}";
            }
            catch (GuardException complaint)
            {
                return $"{complaint.Message} {Place(complaint)}; batch {index} with {size} samples in {stack}";
            }
        }
        return null;
    }

    private static INetwork Create(
        GeneratedNetworks networks,
        Stack stack,
        Circumstances circumstances
    )
    {
        INetwork network = networks.Create(
            stack.FullName,
            circumstances.Seed,
            circumstances.MaxBatchSize,
            circumstances.Threads
        );
        circumstances.Prepare(network, stack);
        return network;
    }

    /// <summary>What differs between two networks that should be the same, or null.</summary>
    private static string? Compare(
        INetwork plain,
        INetwork guarded,
        GuardedMemory memory,
        Batch batch
    )
    {
        Batch watched = batch with { Inputs = memory.Matrix("the batch's inputs", batch.Inputs) };
        memory.Spoil();
        if (batch.Train(plain) != watched.Train(guarded))
            return "Other loss";
        foreach ((Parameter expected, Parameter actual) in plain.Parameters.Zip(guarded.Parameters))
        {
            if (!HaveSameBits(expected.Value, actual.Value))
                return $"Other values of {expected.Name}";
            if (
                !RunningStatistics.Has(expected)
                && !HaveSameBits(expected.Gradient, actual.Gradient)
            )
                return $"Other gradient of {expected.Name}";
        }
        Learn(plain);
        Learn(guarded);
        memory.Spoil();
        return HaveSameBits(plain.Forward(batch.Inputs), guarded.Forward(watched.Inputs))
            ? null
            : "Other outputs";
    }

    private static bool HaveSameBits(DenseMatrix one, DenseMatrix other) =>
        MemoryMarshal
            .AsBytes(one.Values.AsSpan())
            .SequenceEqual(MemoryMarshal.AsBytes(other.Values.AsSpan()));

    private static void Learn(INetwork network)
    {
        foreach (Parameter parameter in RunningStatistics.Learned(network))
        {
            float[] values = parameter.Value.Values;
            for (int i = 0; i < values.Length; i++)
                values[i] -= LearningRate * parameter.Gradient.Values[i];
        }
    }

    /// <summary>The generated function in which it happened.</summary>
    private static string Place(GuardException complaint) =>
        complaint
            .StackTrace?.Split('\n')
            .FirstOrDefault(line =>
                !line.Contains("LayerGen.Reference.Guards", StringComparison.Ordinal)
            )
            ?.Trim()
        ?? "";
}
