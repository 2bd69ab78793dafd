using System.Globalization;
using LayerGen.Reference;

const string Usage = """
    Judges generated networks by a naive implementation in double precision.

      --stacks N [--seed S] [--threads N]   compare N random networks and every layer kind
      --bits [--stacks N [--seed S]]        hash training, for 1, 2 and 3 threads; also of N random networks
      --guards [--stacks N [--seed S]]      watch every access to memory; also of N random networks
      --allocations                         count the bytes that training steps and forward passes allocate
      --variants                            judge and hash networks that were planned in other ways; needs --assembly
      --variants --allocations              count the bytes that these allocate; needs --assembly
      --variants --guards                   watch these; needs --assembly and --guarded
      --show INDEX [--seed S]               print one random network and its generated code

      --assembly FILE                       take the networks from this file, where they were compiled before
      --guarded FILE                        the same for their guarded versions
    """;

ulong seed = (ulong)(Number("--seed") ?? 1);
string? assembly = Word("--assembly");
Console.WriteLine($"vectors={Commands.VectorBits}");
if (args.Contains("--bits"))
    return Commands.WriteBits(Number("--stacks") ?? 0, seed, assembly, Console.Out);
if (args.Contains("--variants") && args.Contains("--guards") && assembly is not null)
    return Commands.CheckVariantGuards(assembly, Word("--guarded")!, Console.Out);
if (args.Contains("--guards"))
    return Commands.CheckGuards(
        Number("--stacks") ?? 0,
        seed,
        assembly,
        Word("--guarded"),
        Console.Out
    );
if (Number("--stacks") is { } stacks)
    return Commands.CheckStacks(stacks, seed, Number("--threads"), assembly, Console.Out);
if (args.Contains("--variants") && assembly is not null)
    return args.Contains("--allocations")
        ? Commands.WriteVariantAllocations(assembly, Console.Out)
        : Commands.CheckVariants(assembly, Console.Out);
if (args.Contains("--allocations"))
    return Commands.WriteAllocations(assembly, Console.Out);
if (Number("--show") is { } index)
    return Commands.Show(seed, index, Console.Out);
Console.Error.WriteLine(Usage);
return 2;

int? Number(string option) =>
    int.TryParse(Word(option), CultureInfo.InvariantCulture, out int value) ? value : null;

string? Word(string option) => args.SkipWhile(word => word != option).ElementAtOrDefault(1);
