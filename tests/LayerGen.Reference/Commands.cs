using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using LayerGen.Reference.Checks;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference;

/// <summary>What the program does; every command writes lines and gives an exit code.</summary>
internal static class Commands
{
    /// <summary>The widest vectors the processor and the settings of this process allow, in bits.</summary>
    public static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : Vector128.IsHardwareAccelerated ? 128
        : 0;

    /// <summary>Judges random networks; 1 where one computes something else than the naive network.</summary>
    /// <param name="count">How many, besides the known ones.</param>
    /// <param name="seed">Of the networks and of the circumstances.</param>
    /// <param name="threads">Workers of each network; 1 to 3 by chance if absent.</param>
    /// <param name="assembly">A file with the networks, compiled before; they are compiled now if absent.</param>
    /// <param name="output">Where to write.</param>
    public static int CheckStacks(
        int count,
        ulong seed,
        int? threads,
        string? assembly,
        TextWriter output
    )
    {
        ImmutableArray<Stack> stacks =
        [
            .. KnownStacks.Alone,
            .. KnownStacks.Trained,
            .. StackCheck.Random(count, seed),
        ];
        ImmutableArray<GradientCheck.Outcome> outcomes = StackCheck.Run(
            Networks(assembly, stacks),
            stacks,
            seed,
            threads
        );
        StackCheck.Report(outcomes, output);
        return outcomes.All(outcome => outcome.IsRight) ? 0 : 1;
    }

    /// <summary>Writes the hash of the weights of every known network after training, for 1, 2 and 3 threads.</summary>
    public static int WriteBits(string? assembly, TextWriter output)
    {
        GeneratedNetworks networks = Networks(assembly, KnownStacks.Trained);
        bool agree = true;
        foreach (Stack stack in KnownStacks.Trained)
        {
            string[] hashes =
            [
                .. Enumerable
                    .Range(1, 3)
                    .Select(threads => TrainingBits.Hash(networks, stack, threads)),
            ];
            foreach ((int index, string hash) in hashes.Index())
                output.WriteLine($"bits {stack.Name} threads={index + 1} {hash}");
            agree &= hashes.Distinct().Count() == 1;
        }
        return agree ? 0 : 1;
    }

    /// <summary>Writes the bytes allocated by steps of every known network; 1 where there are any.</summary>
    public static int WriteAllocations(string? assembly, TextWriter output)
    {
        GeneratedNetworks networks = Networks(assembly, KnownStacks.Trained);
        bool allocates = false;
        foreach (Stack stack in KnownStacks.Trained)
        {
            for (int threads = 1; threads <= 3; threads++)
            {
                Allocations bytes = Allocations.Count(networks, stack, threads);
                output.WriteLine(
                    $"allocations {stack.Name} threads={threads} "
                        + $"training={bytes.Training} inference={bytes.Inference}"
                );
                allocates |= bytes != default;
            }
        }
        return allocates ? 1 : 0;
    }

    /// <summary>Writes what a random network looks like as declared and as generated.</summary>
    public static int Show(ulong seed, int index, TextWriter output)
    {
        Stack stack = StackGenerator.Make(seed, index);
        output.WriteLine(stack);
        output.WriteLine(StackSource.Declare(stack));
        foreach (GeneratedFile file in GeneratedNetworks.Compile([stack]).Files)
            output.WriteLine($"// {file.HintName}\n{file.Text}");
        return 0;
    }

    private static GeneratedNetworks Networks(string? assembly, IEnumerable<Stack> stacks) =>
        assembly is null ? GeneratedNetworks.Compile(stacks) : GeneratedNetworks.Load(assembly);
}
