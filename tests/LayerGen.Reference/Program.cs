using System.Collections.Immutable;
using System.Globalization;
using LayerGen.Reference;
using LayerGen.Reference.Checks;
using LayerGen.Reference.Stacks;
using LayerGen.Reference.Stacks.Graphs;

const string Usage = """
    Judges generated networks by a naive implementation in double precision.

      --stacks N [--seed S] [--threads N]   compare N random chains and every layer kind
      --graphs N [--seed S] [--kinds K]     compare N random graphs and every kind of these
      --differences N [--kinds K]           compare the naive network of N random graphs with differences of its loss
      --bits [--stacks N] [--graphs N]      hash training, for 1, 2 and 3 threads; also of N random networks
      --guards [--stacks N] [--graphs N]    watch every access to memory; also of N random networks
      --allocations                         count the bytes that training steps and forward passes allocate
      --variants                            judge and hash networks that were planned in other ways; needs --assembly
      --variants --allocations              count the bytes that these allocate; needs --assembly
      --variants --guards                   watch these; needs --assembly and --guarded
      --show INDEX [--seed S]               print one random chain and its generated code
      --show INDEX --kinds K [--seed S]     the same for a random graph

      --seed S                              1 if absent; a seed gives the same chains, and the same graphs of a set of kinds
      --kinds K                             what graphs may hold: all, supported (if absent), or names between commas
      --assembly FILE                       take the networks from this file, where they were compiled before
      --guarded FILE                        the same for their guarded versions
    """;

ulong seed = (ulong)(Number("--seed") ?? 1);
string? assembly = Word("--assembly");
ImmutableHashSet<GraphKind> kinds = GraphKinds.Parse(Word("--kinds") ?? "supported");
RandomNetworks random = new(Number("--stacks") ?? 0, Number("--graphs") ?? 0, seed, kinds);
Console.WriteLine($"vectors={Commands.VectorBits}");
if (args.Contains("--bits"))
    return Commands.WriteBits(random, assembly, Console.Out);
if (args.Contains("--variants") && args.Contains("--guards") && assembly is not null)
    return Commands.CheckVariantGuards(assembly, Word("--guarded")!, Console.Out);
if (args.Contains("--guards"))
    return Commands.CheckGuards(random, assembly, Word("--guarded"), Console.Out);
if (Number("--stacks") is not null || Number("--graphs") is not null)
    return Commands.CheckStacks(random, Number("--threads"), assembly, Console.Out);
if (Number("--differences") is { } graphs)
    return Commands.CheckDifferences(graphs, seed, kinds, Console.Out);
if (args.Contains("--variants") && assembly is not null)
    return args.Contains("--allocations")
        ? Commands.WriteVariantAllocations(assembly, Console.Out)
        : Commands.CheckVariants(assembly, Console.Out);
if (args.Contains("--allocations"))
    return Commands.WriteAllocations(assembly, Console.Out);
if (Number("--show") is { } index)
    return Commands.Show(
        Word("--kinds") is null
            ? StackGenerator.Make(seed, index)
            : GraphGenerator.Make(seed, index, kinds),
        Console.Out
    );
Console.Error.WriteLine(Usage);
return 2;

int? Number(string option) =>
    int.TryParse(Word(option), CultureInfo.InvariantCulture, out int value) ? value : null;

string? Word(string option) => args.SkipWhile(word => word != option).ElementAtOrDefault(1);
