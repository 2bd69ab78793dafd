using System.Globalization;
using LayerGen.Reference;

const string Usage = """
    Judges generated networks by a naive implementation in double precision.

      --stacks N [--seed S] [--threads N]   compare N random networks and every layer kind
      --bits                                hash the weights after training, for 1, 2 and 3 threads
      --allocations                         count the bytes that training steps and forward passes allocate
      --show INDEX [--seed S]               print one random network and its generated code
    """;

ulong seed = (ulong)(Number("--seed") ?? 1);
Console.WriteLine($"vectors={Commands.VectorBits}");
if (Number("--stacks") is { } stacks)
    return Commands.CheckStacks(stacks, seed, Number("--threads"), Console.Out);
if (args.Contains("--bits"))
    return Commands.WriteBits(Console.Out);
if (args.Contains("--allocations"))
    return Commands.WriteAllocations(Console.Out);
if (Number("--show") is { } index)
    return Commands.Show(seed, index, Console.Out);
Console.Error.WriteLine(Usage);
return 2;

int? Number(string option)
{
    int place = Array.IndexOf(args, option);
    return
        place >= 0
        && place + 1 < args.Length
        && int.TryParse(args[place + 1], CultureInfo.InvariantCulture, out int value)
        ? value
        : null;
}
