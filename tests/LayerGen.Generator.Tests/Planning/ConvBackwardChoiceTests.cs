using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;
using static LayerGen.Generator.Tests.Planning.Graphs;

namespace LayerGen.Generator.Tests.Planning;

public sealed class ConvBackwardChoiceTests
{
    // Filter-wise costs (positions of a window) · kernel · channels. Lists cost, for 16 outputs (times the positions of
    // a window behind a mean), 6 for an entry and, for each that is live (half of them behind ReLU), one vector for
    // every 16 floats of each kernel row. Channels stand side by side, as where the caller's values are copied.
    [Theory]
    [InlineData(8, 3, true, ConvBackwardAlgorithm.FilterWise)] // 192 < 16·(6 + ½·8·2) = 224
    [InlineData(9, 3, true, ConvBackwardAlgorithm.LivePositions)] // 243 ≥ 16·(6 + ½·9·2) = 240
    [InlineData(9, 3, false, ConvBackwardAlgorithm.FilterWise)] // 243 < 16·(6 + 9·2) = 384
    [InlineData(11, 3, true, ConvBackwardAlgorithm.LivePositions)] // 363 ≥ 16·(6 + ½·11·3) = 360
    [InlineData(3, 1, true, ConvBackwardAlgorithm.FilterWise)] // 9 < 16·(6 + ½·3·1) = 120
    [InlineData(3, 14, true, ConvBackwardAlgorithm.FilterWise)] // 126 < 16·(6 + ½·3·3) = 168
    [InlineData(3, 20, true, ConvBackwardAlgorithm.FilterWise)] // 180 < 16·(6 + ½·3·4) = 192
    [InlineData(3, 32, true, ConvBackwardAlgorithm.LivePositions)] // 288 ≥ 16·(6 + ½·3·6) = 240
    public void Cost_decides_without_a_pool(int kernel, int channels, bool relu, object expected) =>
        Assert.Equal(expected, Choose(kernel, channels, relu ? Relu : Tanh, null));

    [Theory]
    [InlineData(5, Pooling.Max, ConvBackwardAlgorithm.FilterWise)] // 4·25 < 16·(6 + ½·5·1) = 136
    [InlineData(6, Pooling.Max, ConvBackwardAlgorithm.LivePositions)] // 4·36 ≥ 16·(6 + ½·6·1) = 144
    [InlineData(6, Pooling.Average, ConvBackwardAlgorithm.FilterWise)] // 144 < 4·144
    public void Cost_decides_behind_a_window_of_four(int kernel, object pooling, object expected) =>
        Assert.Equal(
            expected,
            Choose(kernel, 1, Relu, new((Pooling)pooling, new(2, 2), new(2, 2)))
        );

    private static ConvBackwardAlgorithm Choose(
        int kernel,
        int channels,
        Generator.Core.Layers.Activation activation,
        FusedPool? pool
    ) =>
        ConvBackwardChoice.For(
            new(kernel, kernel),
            pool,
            Layout.Tight(new Shape.Image(32, 32, channels)),
            activation
        );
}
