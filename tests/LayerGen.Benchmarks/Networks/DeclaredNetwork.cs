using System.Collections.Immutable;

namespace LayerGen.Benchmarks.Networks;

/// <summary>A network to measure.</summary>
/// <param name="Name">What options and tables call it.</param>
/// <param name="Input">The image that it reads; a network of dense layers alone reads it row by row.</param>
/// <param name="Create">Makes one from a seed, the largest batch size and a number of threads.</param>
/// <param name="Classes">How many it tells apart.</param>
public sealed record DeclaredNetwork(
    string Name,
    ImageShape Input,
    Func<ulong, int, int, INetwork<ReadOnlyMemory<int>>> Create,
    int Classes = LabelledImages.Classes
)
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<DeclaredNetwork> All { get; } =
    [
        new(
            "cnn",
            ImageShape.Grey28,
            (seed, batch, threads) => new ReferenceCnn(seed, batch, threads)
        ),
        new("mlp", ImageShape.Grey28, (seed, batch, threads) => new Mlp(seed, batch, threads)),
        new(
            "lenet5",
            ImageShape.Grey28,
            (seed, batch, threads) => new LeNet5(seed, batch, threads)
        ),
        new(
            "vgg",
            ImageShape.Colour32,
            (seed, batch, threads) => new VggLike(seed, batch, threads)
        ),
        new(
            "strided",
            ImageShape.Grey28,
            (seed, batch, threads) => new Strided(seed, batch, threads)
        ),
    ];

    /// <summary>The network of a name.</summary>
    public static DeclaredNetwork Named(string name) => All.First(network => network.Name == name);

    /// <inheritdoc/>
    public override string ToString() => Name;
}
