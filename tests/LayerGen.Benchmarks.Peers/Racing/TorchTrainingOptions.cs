using System.Globalization;
using LayerGen.Benchmarks.Peers.Torch;

namespace LayerGen.Benchmarks.Peers.Racing;

/// <summary>How libtorch trains in a process of its own.</summary>
/// <param name="Seed">Decides weights, order and the choice of validation images, as for LayerGen.</param>
/// <param name="BatchSize">Images a step.</param>
/// <param name="Epochs">The most epochs.</param>
/// <param name="Target">The validation accuracy to stop at, 0 to 1.</param>
/// <param name="Threads">Threads of libtorch.</param>
/// <param name="Layout">Its layout.</param>
/// <param name="Weights">The file to save.</param>
internal sealed record TorchTrainingOptions(
    ulong Seed,
    int BatchSize,
    int Epochs,
    double Target,
    int Threads,
    TorchLayout Layout,
    string Weights
)
{
    /// <summary>The first word of the command line of that process.</summary>
    public const string Command = "torch-training";

    /// <summary>The command line of that process.</summary>
    public string[] Arguments =>
        [
            Command,
            .. new object[] { Seed, BatchSize, Epochs, Target, Threads, Layout, Weights }.Select(
                value => Convert.ToString(value, CultureInfo.InvariantCulture)!
            ),
        ];

    /// <summary>Reads what <see cref="Arguments"/> says.</summary>
    public static TorchTrainingOptions Read(IReadOnlyList<string> arguments) =>
        new(
            ulong.Parse(arguments[1], CultureInfo.InvariantCulture),
            int.Parse(arguments[2], CultureInfo.InvariantCulture),
            int.Parse(arguments[3], CultureInfo.InvariantCulture),
            double.Parse(arguments[4], CultureInfo.InvariantCulture),
            int.Parse(arguments[5], CultureInfo.InvariantCulture),
            Enum.Parse<TorchLayout>(arguments[6]),
            arguments[7]
        );
}
