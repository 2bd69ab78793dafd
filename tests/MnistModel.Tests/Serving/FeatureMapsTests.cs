using System.Collections.Immutable;
using LayerGen;
using LayerGen.Reference.Naive;
using LayerGen.Reference.Stacks;
using MnistModel.Serving;

namespace MnistModel.Tests.Serving;

public sealed class FeatureMapsTests(LearnedDigits trained) : IClassFixture<LearnedDigits>
{
    // Sums of at most 288 products of single precision against double precision: the largest values here are near 30, so
    // rounding reaches some 1e-5 of them; behind the sigmoid, whose slope is at most 1/4, less.
    private const double Tolerance = 1e-5;

    private static readonly StackLayer Conv1 = new StackLayer.Conv(32, 3, 3)
    {
        Activation = Activation.Relu,
    };

    private static readonly StackLayer Conv2 = new StackLayer.Conv(64, 3, 3)
    {
        Activation = Activation.Relu,
    };

    private static readonly StackLayer Pool = new StackLayer.Pool(PoolKind.Max, 2, 2);

    [Fact]
    public void First_maps_are_those_of_the_naive_reference()
    {
        NetworkMaps maps = NetworkMaps.Of(trained.Network, Pixels(0).AsSpan());

        AssertSigmoids(Naive(2, Conv1), maps.First, image: 0);
        Assert.Equal((26, 26, 32), (maps.First.Height, maps.First.Width, maps.First.Channels));
    }

    [Fact]
    public void Second_maps_are_those_of_the_naive_reference()
    {
        NetworkMaps maps = NetworkMaps.Of(trained.Network, Pixels(1).AsSpan());

        AssertSigmoids(Naive(4, Conv1, Pool, Conv2), maps.Second, image: 1);
        Assert.Equal((11, 11, 64), (maps.Second.Height, maps.Second.Width, maps.Second.Channels));
    }

    [Fact]
    public void Pool_leaves_out_what_fills_no_window()
    {
        FeatureMaps image = new(
            3,
            5,
            1,
            [1, 9, 2, 3, 100, 4, 5, 6, 7, 100, 100, 100, 100, 100, 100]
        );

        FeatureMaps pooled = PlainLayers.MaxPool(image, 2);

        Assert.Equal((1, 2, 1), (pooled.Height, pooled.Width, pooled.Channels));
        Assert.Equal<float>([9f, 7f], pooled.Values);
    }

    [Fact]
    public void Convolution_refuses_a_weight_of_other_channels()
    {
        FeatureMaps image = new(4, 4, 2, [.. new float[32]]);
        IReadOnlyList<Parameter> parameters = trained.Network.Parameters;

        ArgumentException refused = Assert.Throws<ArgumentException>(() =>
            PlainLayers.ConvolveRelu(image, parameters[0], parameters[1])
        );

        Assert.Contains(
            "1 channels, but the input has 2",
            refused.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Shades_are_map_after_map_relative_to_the_largest_value()
    {
        // 1 × 2 pixels of 2 channels: (0, 2) and (4, 1); the largest is 4.
        ShadedMaps shaded = ShadedMaps.Of("two", new FeatureMaps(1, 2, 2, [0, 2, 4, 1]));

        Assert.Equal([0, 255, 128, 64], shaded.Shades);
        Assert.Equal(("two", 1, 2, 2), (shaded.Title, shaded.Height, shaded.Width, shaded.Count));
    }

    [Fact]
    public void Maps_of_nothing_but_zeros_are_black() =>
        Assert.Equal([0, 0], ShadedMaps.Of("zero", new FeatureMaps(1, 2, 1, [0, 0])).Shades);

    private void AssertSigmoids(NaiveNetwork naive, FeatureMaps maps, int image)
    {
        double[] expected = naive.Probabilities([.. Pixels(image).Select(pixel => (double)pixel)]);
        Assert.Equal(expected.Length, maps.Values.Length);
        // Without activity the test would compare zeros.
        Assert.Contains(maps.Values, value => value > 1);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], 1 / (1 + Math.Exp(-maps.Values[i])), Tolerance);
    }

    /// <summary>The first layers behind a sigmoid, which makes the reference's outputs of its maps.</summary>
    private NaiveNetwork Naive(int parameters, params StackLayer[] layers) =>
        NaiveNetwork.Build(
            new Stack(
                "MnistModel",
                "Maps",
                SampleShape.Image(28, 28, 1),
                [.. layers, new StackLayer.Activate(Activation.Sigmoid)]
            ),
            [.. trained.Network.Parameters.Take(parameters).Select(NaiveParameter.From)],
            seed: 1
        );

    private ImmutableArray<float> Pixels(int image) =>
        [.. trained.Unseen.Image(image).ToArray().Select(shade => shade / 255f)];
}
