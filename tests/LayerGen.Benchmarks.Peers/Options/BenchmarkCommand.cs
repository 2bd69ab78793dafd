using System.Collections.Immutable;
using System.CommandLine;
using LayerGen.Benchmarks.Peers.Architecture;
using LayerGen.Benchmarks.Peers.Measuring;
using LayerGen.Benchmarks.Peers.Others;

namespace LayerGen.Benchmarks.Peers.Options;

/// <summary>The command line.</summary>
internal sealed class BenchmarkCommand
{
    /// <summary>Half of the samples that steps are measured on.</summary>
    private const int MaxBatchSize = Samples.PoolSize / 2;

    private static readonly string[] PartNames =
    [
        .. Enum.GetNames<BenchmarkPart>().Select(name => name.ToLowerInvariant()),
    ];

    private readonly Option<string[]> _only = new("--only")
    {
        Description = "Networks to measure [default: the five]",
        HelpName = "NETWORK",
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _others = new("--others")
    {
        Description =
            "Networks of many other shapes instead of the five; --only chooses among them too",
    };

    private readonly Option<int[]> _batch = NumberOption.Many(
        "--batch",
        "Samples of a training step, or of an epoch's batches",
        [32, 128],
        least: 1,
        most: MaxBatchSize
    );

    private readonly Option<BenchmarkPart[]> _part = new("--part")
    {
        Description = "Tables to make; race needs MNIST [default: all but epoch and race]",
        HelpName = string.Join('|', PartNames),
        AllowMultipleArgumentsPerToken = true,
    };

    private readonly Option<bool> _epoch = new("--epoch")
    {
        Description = "Train whole epochs of 60,000 images; the same as --part epoch",
    };

    private readonly Option<int> _rounds = NumberOption.One(
        "--rounds",
        "Turns of each contestant",
        5,
        least: 1,
        most: 1000
    );

    private readonly Option<double> _seconds = NumberOption.One(
        "--seconds",
        "How long a turn is measured",
        0.5,
        least: 0.001,
        most: 3600
    );

    private readonly Option<ulong> _seed = NumberOption.One(
        "--seed",
        "The first seed of the race; there are as many as --rounds says",
        1UL,
        least: 0UL,
        most: uint.MaxValue
    );

    private readonly Option<bool> _avx2 = new("--avx2")
    {
        Description =
            "Hold everybody to AVX2; the program starts itself again with the settings for it",
    };

    private readonly Option<bool> _relax = new("--relax-libstdcxx")
    {
        Description =
            "Let libtorch load where libstdc++ is older than GCC 13's (Debian 12): marks the version that the copy beside "
            + "this program asks for as weak",
    };

    private readonly RootCommand _command;

    /// <summary>Builds the command.</summary>
    public BenchmarkCommand()
    {
        string[] names = [.. Networks.Select(network => network.Name)];
        _only.AcceptOnlyFromAmong(names);
        _part.AcceptOnlyFromAmong(PartNames);
        _command = new(
            "Races LayerGen against libtorch and ONNX Runtime on the same data, in turn, and prints Markdown."
        )
        {
            _only,
            _others,
            _batch,
            _part,
            _epoch,
            _rounds,
            _seconds,
            _seed,
            _avx2,
            _relax,
        };
    }

    /// <summary>Reads the command line and runs.</summary>
    /// <param name="arguments">What stands behind the program's name.</param>
    /// <param name="run">What to do with the options.</param>
    /// <returns>The exit code.</returns>
    public int Invoke(IReadOnlyList<string> arguments, Func<BenchmarkOptions, int> run)
    {
        _command.SetAction(parsed => run(Read(parsed)));
        return _command.Parse(arguments).Invoke();
    }

    private static IEnumerable<PeerArchitecture> Networks =>
        PeerArchitecture.All.Concat(OtherNetworks.All);

    private BenchmarkOptions Read(ParseResult parsed)
    {
        string[] only = parsed.GetValue(_only) ?? [];
        HashSet<BenchmarkPart> parts = [.. parsed.GetValue(_part) ?? []];
        if (parsed.GetValue(_epoch))
            parts.Add(BenchmarkPart.Epoch);
        return new(
            only.Length > 0 ? [.. Networks.Where(network => only.Contains(network.Name))]
                : parsed.GetValue(_others) ? OtherNetworks.All
                : PeerArchitecture.All,
            [.. parsed.GetRequiredValue(_batch)],
            parts.Count == 0
                ? [.. Enum.GetValues<BenchmarkPart>().Where(part => part < BenchmarkPart.Epoch)]
                : [.. parts.Order()],
            new Race(parsed.GetValue(_rounds), parsed.GetValue(_seconds)),
            parsed.GetValue(_seed),
            parsed.GetValue(_avx2),
            parsed.GetValue(_relax)
        );
    }
}
