using CsCheck;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;
using static LayerGen.Generator.Tests.Planning.Graphs;

namespace LayerGen.Generator.Tests.Planning;

public sealed class ConvCostsTests
{
    private static readonly FusedPool?[] s_pools =
    [
        null,
        new(Pooling.Max, new(2, 2), new(2, 2)),
        new(Pooling.Average, new(2, 2), new(2, 2)),
    ];

    private static readonly Gen<ConvStage> s_stage =
        from size in Gen.Int[1, 20]
        from channels in Gen.Int[1, 64]
        from kernel in Gen.Int[1, 5]
        from filters in Gen.Int[1, 8]
        from pool in Gen.Int[0, 2].Select(i => s_pools[i])
        from activation in Gen.Int[0, 2].Select(i => new[] { None, Relu, Tanh }[i])
        select Stage(size, channels, kernel, 16 * filters, pool, activation);

    // 13·13 windows of 4 positions · 9 values · 2 vectors = 12,168; for all filters at once 2 operations for
    // each window, 13·13 · 2·9 · 2 = 6,084; from live positions 13·13·32 · ½ · max(3, 6) = 16,224. 5·5·4 · 9·32 · 4 =
    // 115,200; by tiles of 2×2, 25 · (16·32·4 + 64·2 + 40·4) / 0.9 = 64,888.9, by tiles of 2×5,
    // 10 · (28·32·4 + 164·2 + 94·4) / 0.9 = 47,644.4 (see Transforms_have_the_operations_worked_by_hand); from live
    // positions 5·5·64 · ½ · 3·6 = 14,400. Half of all windows' 12,168 + 6,084, and 4 for each of 13·13 to list them: 9,802.
    // With columns in lanes, 13 or 5 of them in one vector: (9 · 13 · 32·4 + ½·(784 + 5,408)) / 0.9 = 20,080 and
    // (9·32 · 5 · 64·4 + ½·(5,408 + 1,600)) / 0.9 = 413,493.3.
    // The dense layer twice 1,600 · 1, or twice 1,600 · ½ · max(1, 6) + 60; back 10 · 100, or 10 · 100 + 60.
    // Copies, once for 32 samples: (59,136 + 18,432 + 64) / 16 / 32 = 151.6 and (25,600 + 16,000 + 16) / 16 / 32 = 81.3.
    [Fact]
    public void Costs_of_the_reference_network_are_those_worked_by_hand() =>
        Assert.Equal(
            [
                "outputs Direct 12168",
                "outputs Planar 20080",
                "weight gradient LivePositions 16224",
                "weight gradient FilterWise 6084",
                "windows AllWindows 18252",
                "windows LiveWindows 9802",
                "outputs Direct 115200",
                "outputs Winograd2x2 64889",
                "outputs Winograd2x5 47644",
                "outputs Planar 413493",
                "weight gradient LivePositions 14400",
                "weight gradient FilterWise 115200",
                "copies of weights OwnCopies 152",
                "copies of weights SharedCopies 303",
                "outputs, weight gradient AllInputs 3200",
                "outputs, weight gradient LiveInputs 9720",
                "input gradient AllGradients 1000",
                "input gradient LiveGradients 1110",
                "copies of weights OwnCopies 81",
                "copies of weights SharedCopies 163",
            ],
            from stage in Planner.Plan(Cnn).Stages
            from decision in stage.Decisions
            from estimate in decision.Possible
            select $"{decision.What} {estimate.Algorithm} {Math.Round(estimate.Cost)}"
        );

    [Fact]
    public void Costs_are_positive_and_grow_with_filters_and_outputs() =>
        s_stage.Sample(stage =>
        {
            ConvStage wider = stage with { Filters = 2 * stage.Filters };
            foreach ((Func<ConvStage, double> cost, int rows) in Costs())
            {
                ConvStage larger = stage with
                {
                    Output = stage.Output with { Height = stage.Output.Height + rows },
                };
                Assert.True(cost(stage) > 0);
                Assert.True(cost(wider) > cost(stage));
                Assert.True(cost(larger) > cost(stage));
            }
        });

    // Each filter is a lane: twice as many whole vectors take exactly twice as long where nothing else is done.
    [Fact]
    public void Costs_without_transforms_are_in_proportion_to_whole_vectors_of_filters() =>
        s_stage.Sample(stage =>
        {
            ConvStage wider = stage with { Filters = 2 * stage.Filters };
            Assert.Equal(2 * ConvCosts.Direct(stage), ConvCosts.Direct(wider));
            Assert.Equal(2 * ConvCosts.FilterWise(stage), ConvCosts.FilterWise(wider));
            Assert.Equal(2 * ConvCosts.LivePositions(stage), ConvCosts.LivePositions(wider));
        });

    [Fact]
    public void The_cheapest_is_taken_unless_another_possible_one_is_forced() =>
        s_stage.Sample(stage =>
        {
            foreach (Decision decision in stage.Decisions)
            {
                ForcedAlgorithms none = ForcedAlgorithms.None;
                Enum cheapest = decision.Possible.MinBy(estimate => estimate.Cost)!.Algorithm;
                Assert.Equal(cheapest, Choose(none, decision));
                foreach (Estimate possible in decision.Possible)
                    Assert.Equal(possible.Algorithm, Choose(new([possible.Algorithm]), decision));
            }
        });

    private static Enum Choose(ForcedAlgorithms forced, Decision decision) =>
        decision.Chosen switch
        {
            ConvForwardAlgorithm => forced.Choose<ConvForwardAlgorithm>(decision.Possible),
            ConvWindowAlgorithm => forced.Choose<ConvWindowAlgorithm>(decision.Possible),
            ConvBackwardAlgorithm => forced.Choose<ConvBackwardAlgorithm>(decision.Possible),
            _ => throw new InvalidOperationException($"{decision.Chosen} is chosen elsewhere."),
        };

    /// <summary>Each cost, and by how many rows an output must grow to take more: those of a tile, or two.</summary>
    private static IEnumerable<(Func<ConvStage, double> Cost, int Rows)> Costs() =>
        [
            (ConvCosts.Direct, 2),
            (ConvCosts.FilterWise, 2),
            (ConvCosts.LivePositions, 2),
            (ConvCosts.Planar, 2),
            (ConvCosts.PlanarGradient, 2),
            .. Winograd.Sizes.Select(size =>
                (
                    (Func<ConvStage, double>)(
                        stage =>
                            ConvCosts.Transformed(
                                stage,
                                new Winograd(
                                    size.Tile,
                                    (stage.Output.Height + size.Tile.Height - 1) / size.Tile.Height,
                                    (stage.Output.Width + size.Tile.Width - 1) / size.Tile.Width,
                                    1,
                                    1
                                )
                            )
                    ),
                    size.Tile.Height
                )
            ),
        ];

    private static ConvStage Stage(
        int size,
        int channels,
        int kernel,
        int filters,
        FusedPool? pool,
        Generator.Core.Layers.Activation activation
    ) =>
        Convolution(
            Layout.Vectorised(new Shape.Image(size + kernel, size + kernel, channels)),
            new(size, size),
            new(kernel, kernel),
            filters: filters,
            pool: pool,
            activation: activation
        );
}
