using System.Collections.Immutable;
using System.Globalization;
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
    public static int CheckStacks(int count, ulong seed, int? threads, TextWriter output)
    {
        ImmutableArray<Stack> stacks =
        [
            .. KnownStacks.Alone,
            .. KnownStacks.Trained,
            .. Enumerable.Range(0, count).Select(index => StackGenerator.Make(seed, index)),
        ];
        GeneratedNetworks networks = GeneratedNetworks.Compile(stacks);
        GradientCheck.Outcome[] outcomes =
        [
            .. stacks
                .Select((stack, index) => (stack, index))
                .AsParallel()
                .AsOrdered()
                .Select(entry =>
                    GradientCheck.Run(
                        networks,
                        entry.stack,
                        Circumstances.For(entry.stack, seed, entry.index, threads)
                    )
                ),
        ];
        Report(outcomes, output);
        return outcomes.All(outcome => outcome.IsRight) ? 0 : 1;
    }

    /// <summary>Writes the hash of the weights of every known network after training, for 1, 2 and 3 threads.</summary>
    public static int WriteBits(TextWriter output)
    {
        GeneratedNetworks networks = GeneratedNetworks.Compile(KnownStacks.Trained);
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
    public static int WriteAllocations(TextWriter output)
    {
        GeneratedNetworks networks = GeneratedNetworks.Compile(KnownStacks.Trained);
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

    private static void Report(IReadOnlyCollection<GradientCheck.Outcome> outcomes, TextWriter output)
    {
        foreach (GradientCheck.Outcome wrong in outcomes.Where(outcome => !outcome.IsRight))
            output.WriteLine($"WRONG {wrong}");
        output.WriteLine($"{"compared",-16}{"tensors",9}{"numbers",10}{"error",10}{"of scale",10}{"of element",12}");
        foreach (
            var group in outcomes
                .SelectMany(outcome => outcome.Findings)
                .GroupBy(finding => finding.Kind)
        )
        {
            output.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{group.Key,-16}{group.Count(),9}{group.Sum(finding => finding.Count),10}{group.Max(finding => finding.Error),10:E1}{group.Max(finding => finding.ScaleError),10:E1}{group.Max(finding => finding.ElementError),12:E1}"
                )
            );
        }
        (GradientCheck.Outcome where, Finding worst) = outcomes
            .SelectMany(outcome => outcome.Findings.Select(finding => (outcome, finding)))
            .MaxBy(entry => entry.finding.Error);
        output.WriteLine($"worst {worst} in {where.Stack}");
        output.WriteLine(
            $"stacks={outcomes.Count} wrong={outcomes.Count(outcome => !outcome.IsRight)} "
                + $"unjudged={outcomes.Count(outcome => !outcome.IsJudged)} "
                + $"redrawn={outcomes.Sum(outcome => outcome.Redrawn)} "
                + $"samples={outcomes.Sum(outcome => outcome.Circumstances.BatchSize)}"
        );
    }
}
