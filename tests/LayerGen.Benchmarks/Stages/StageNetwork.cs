using System.Collections.Immutable;
using LayerGen.Benchmarks.Networks;

namespace LayerGen.Benchmarks.Stages;

/// <summary>Networks of little more than one stage: what it costs is the difference to <see cref="SoftmaxLoss"/>.</summary>
public static class StageNetwork
{
    /// <summary>All of them; to each a dense layer of 10 and the loss are added.</summary>
    public static ImmutableArray<DeclaredNetwork> All { get; } =
    [
        new(
            nameof(ConvSame),
            new(16, 16, 32),
            (seed, batch, threads) => new ConvSame(seed, batch, threads)
        ),
        new(
            nameof(ConvValid),
            new(16, 16, 32),
            (seed, batch, threads) => new ConvValid(seed, batch, threads)
        ),
        new(
            nameof(ConvStrided),
            new(16, 16, 32),
            (seed, batch, threads) => new ConvStrided(seed, batch, threads)
        ),
        new(
            nameof(ConvFive),
            new(16, 16, 32),
            (seed, batch, threads) => new ConvFive(seed, batch, threads)
        ),
        new(
            nameof(ConvFew),
            ImageShape.Grey28,
            (seed, batch, threads) => new ConvFew(seed, batch, threads)
        ),
        new(
            nameof(ConvMaxPool),
            new(16, 16, 32),
            (seed, batch, threads) => new ConvMaxPool(seed, batch, threads)
        ),
        new(
            nameof(ConvAvgPool),
            new(16, 16, 32),
            (seed, batch, threads) => new ConvAvgPool(seed, batch, threads)
        ),
        new(
            nameof(MaxPooling),
            new(16, 16, 32),
            (seed, batch, threads) => new MaxPooling(seed, batch, threads)
        ),
        new(
            nameof(AvgPooling),
            new(16, 16, 32),
            (seed, batch, threads) => new AvgPooling(seed, batch, threads)
        ),
        new(
            nameof(DenseSmall),
            new(4, 8, 4),
            (seed, batch, threads) => new DenseSmall(seed, batch, threads)
        ),
        new(
            nameof(DenseLarge),
            new(16, 16, 4),
            (seed, batch, threads) => new DenseLarge(seed, batch, threads)
        ),
        new(
            nameof(SigmoidActivation),
            new(8, 8, 4),
            (seed, batch, threads) => new SigmoidActivation(seed, batch, threads)
        ),
        new(
            nameof(TanhActivation),
            new(8, 8, 4),
            (seed, batch, threads) => new TanhActivation(seed, batch, threads)
        ),
        new(
            nameof(SoftmaxLoss),
            new(2, 2, 4),
            (seed, batch, threads) => new SoftmaxLoss(seed, batch, threads)
        ),
    ];
}
