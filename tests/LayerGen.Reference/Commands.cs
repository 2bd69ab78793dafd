using System.Collections.Immutable;
using System.Runtime.Intrinsics;
using LayerGen.Reference.Checks;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Guards;
using LayerGen.Reference.Naive;
using LayerGen.Reference.Stacks;
using LayerGen.Reference.Stacks.Graphs;

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
    /// <param name="random">Which, besides the known ones.</param>
    /// <param name="threads">Workers of each network; 1 to 3 by chance if absent.</param>
    /// <param name="assembly">A file with the networks, compiled before; they are compiled now if absent.</param>
    /// <param name="output">Where to write.</param>
    public static int CheckStacks(
        RandomNetworks random,
        int? threads,
        string? assembly,
        TextWriter output
    )
    {
        ImmutableArray<Stack> stacks = [.. random.Known, .. random.All];
        ImmutableArray<GradientCheck.Outcome> outcomes = StackCheck.Run(
            Networks(assembly, stacks),
            stacks,
            random.Seed,
            threads
        );
        StackCheck.Report(outcomes, output);
        return outcomes.All(outcome => outcome.IsRight) ? 0 : 1;
    }

    /// <summary>
    /// Judges known networks that were planned in other ways, as <see cref="CheckStacks"/> does, and writes the hash of
    /// their weights after training; 1 where one is wrong, or where the hash depends on the number of threads.
    /// </summary>
    public static int CheckVariants(string assembly, TextWriter output)
    {
        GeneratedNetworks networks = GeneratedNetworks.Load(assembly);
        ImmutableArray<Stack> stacks = networks.VariantsOf(KnownStacks.All);
        ImmutableArray<GradientCheck.Outcome> outcomes = StackCheck.Run(networks, stacks, seed: 1);
        StackCheck.Report(outcomes, output);
        // Without vector instructions the same kernels run as for 128 bits, only much slower.
        bool agree = VectorBits == 0 || WriteBits(networks, stacks, output);
        return agree && outcomes.All(outcome => outcome.IsRight) ? 0 : 1;
    }

    /// <summary>Writes the bytes allocated by steps of networks that were planned in other ways; 1 where there are any.</summary>
    public static int WriteVariantAllocations(string assembly, TextWriter output)
    {
        GeneratedNetworks networks = GeneratedNetworks.Load(assembly);
        return WriteAllocations(
            networks,
            networks.VariantsOf(KnownStacks.Trained),
            threadCounts: [2],
            output
        );
    }

    /// <summary>
    /// Writes the hash of every known network after training, for 1, 2 and 3 threads, and that of random networks after a
    /// few steps: two processes with vectors of other widths should write the same.
    /// </summary>
    /// <param name="random">Which random networks.</param>
    /// <param name="assembly">A file with the networks, compiled before; they are compiled now if absent.</param>
    /// <param name="output">Where to write.</param>
    public static int WriteBits(RandomNetworks random, string? assembly, TextWriter output)
    {
        ImmutableArray<Stack> trained = random.HasGraphsOnly
            ? KnownGraphs.Supported
            : KnownStacks.Trained;
        ImmutableArray<Stack> stacks =
        [
            .. random.HasGraphsOnly ? [] : KnownStacks.Alone,
            .. random.All,
        ];
        GeneratedNetworks networks = Networks(assembly, [.. trained, .. stacks]);
        bool agree = WriteBits(networks, trained, output);
        if (random.All.IsEmpty)
            return agree ? 0 : 1;
        string[] hashes =
        [
            .. stacks
                .Select((stack, index) => (stack, index))
                .AsParallel()
                .AsOrdered()
                .Select(entry =>
                    TrainingBits.Hash(
                        networks,
                        entry.stack,
                        Circumstances.For(entry.stack, random.Seed, entry.index, threads: null)
                    )
                ),
        ];
        foreach ((Stack stack, string hash) in stacks.Zip(hashes))
            output.WriteLine($"bits {stack} {hash}");
        return agree ? 0 : 1;
    }

    /// <summary>
    /// Watches every access of networks to memory while they train; 1 where one leaves its memory, or its bits are others
    /// than those of the same network unwatched.
    /// </summary>
    /// <param name="random">Which random networks, besides the known ones.</param>
    /// <param name="assembly">A file with the networks, compiled before; they are compiled now if absent.</param>
    /// <param name="guarded">The same for their guarded versions.</param>
    /// <param name="output">Where to write.</param>
    public static int CheckGuards(
        RandomNetworks random,
        string? assembly,
        string? guarded,
        TextWriter output
    )
    {
        ImmutableArray<Stack> stacks = [.. random.Known, .. random.All];
        return CheckGuards(
            Networks(assembly, stacks),
            guarded is null
                ? GeneratedNetworks.CompileGuarded(stacks)
                : GeneratedNetworks.Load(guarded),
            stacks,
            random.Seed,
            output
        );
    }

    /// <summary>The same for known networks that were planned in other ways.</summary>
    public static int CheckVariantGuards(string assembly, string guarded, TextWriter output)
    {
        GeneratedNetworks watched = GeneratedNetworks.Load(guarded);
        return CheckGuards(
            GeneratedNetworks.Load(assembly),
            watched,
            watched.VariantsOf(KnownStacks.All),
            seed: 1,
            output
        );
    }

    private static int CheckGuards(
        GeneratedNetworks networks,
        GeneratedNetworks guarded,
        ImmutableArray<Stack> stacks,
        ulong seed,
        TextWriter output
    )
    {
        string[] complaints =
        [
            .. stacks
                .Select((stack, index) => (stack, index))
                .AsParallel()
                .AsOrdered()
                .Select(entry =>
                    GuardCheck.Run(
                        networks,
                        guarded,
                        entry.stack,
                        Circumstances.For(entry.stack, seed, entry.index, threads: 2)
                    )
                )
                .OfType<string>(),
        ];
        foreach (string complaint in complaints)
            output.WriteLine($"WRONG {complaint}");
        output.WriteLine($"guarded={stacks.Length} wrong={complaints.Length}");
        return complaints.Length == 0 ? 0 : 1;
    }

    /// <summary>Writes the bytes allocated by steps of every known network; 1 where there are any.</summary>
    public static int WriteAllocations(string? assembly, TextWriter output) =>
        WriteAllocations(
            Networks(assembly, KnownStacks.Trained),
            KnownStacks.Trained,
            threadCounts: [1, 2, 3],
            output
        );

    /// <summary>
    /// Judges the naive network of random graphs and of every known one; 1 where a gradient is not the slope of the loss.
    /// </summary>
    public static int CheckDifferences(
        int count,
        ulong seed,
        ImmutableHashSet<GraphKind> kinds,
        TextWriter output
    )
    {
        (Stack Stack, DifferenceCheck.Outcome Outcome)[] checks =
        [
            .. KnownGraphs
                .All.Concat(StackCheck.Graphs(count, seed, kinds))
                .AsParallel()
                .AsOrdered()
                .Select(stack => (stack, NaiveCheck.Run(stack, NaiveCheck.Every(stack), 3))),
        ];
        foreach ((Stack stack, DifferenceCheck.Outcome outcome) in checks)
            if (!NaiveCheck.IsRight(outcome))
                output.WriteLine($"WRONG {outcome} in {stack}");
        output.WriteLine(
            $"graphs={checks.Length} wrong={checks.Count(check => !NaiveCheck.IsRight(check.Outcome))} "
                + $"compared={checks.Sum(check => check.Outcome.Compared)} "
                + $"skipped={checks.Sum(check => check.Outcome.Skipped)} "
                + $"worst={checks.Max(check => check.Outcome.WorstError):E1}"
        );
        return checks.All(check => NaiveCheck.IsRight(check.Outcome)) ? 0 : 1;
    }

    /// <summary>Writes what a network looks like as declared and as generated.</summary>
    public static int Show(Stack stack, TextWriter output)
    {
        output.WriteLine(stack);
        output.WriteLine(StackSource.Declare(stack));
        foreach (GeneratedFile file in GeneratedNetworks.Compile([stack]).Files)
            output.WriteLine($"// {file.HintName}\n{file.Text}");
        return 0;
    }

    /// <summary>Writes the bits after training, and says whether they are the same for 1, 2 and 3 threads.</summary>
    private static bool WriteBits(
        GeneratedNetworks networks,
        ImmutableArray<Stack> stacks,
        TextWriter output
    )
    {
        bool agree = true;
        foreach (Stack stack in stacks)
        {
            string[] hashes =
            [
                .. Enumerable
                    .Range(1, 3)
                    .Select(threads => TrainingBits.Hash(networks, stack, threads)),
            ];
            foreach ((int index, string hash) in hashes.Index())
                output.WriteLine($"bits {stack.FullName} threads={index + 1} {hash}");
            agree &= hashes.Distinct().Count() == 1;
        }
        return agree;
    }

    private static int WriteAllocations(
        GeneratedNetworks networks,
        ImmutableArray<Stack> stacks,
        ImmutableArray<int> threadCounts,
        TextWriter output
    )
    {
        bool allocates = false;
        foreach (Stack stack in stacks)
        foreach (int threads in threadCounts)
        {
            Allocations bytes = Allocations.Count(networks, stack, threads);
            output.WriteLine(
                $"allocations {stack.FullName} threads={threads} "
                    + $"training={bytes.Training} inference={bytes.Inference}"
            );
            allocates |= bytes != default;
        }
        return allocates ? 1 : 0;
    }

    private static GeneratedNetworks Networks(string? assembly, IEnumerable<Stack> stacks) =>
        assembly is null ? GeneratedNetworks.Compile(stacks) : GeneratedNetworks.Load(assembly);
}
