using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;
using static LayerGen.Generator.Tests.Planning.Graphs;

namespace LayerGen.Generator.Tests.Planning;

public sealed class ConvBackwardChoiceTests
{
    // Filter-wise costs (positions of a window) · kernel · channels, or 2 · kernel · channels where lanes pick inputs. Live positions cost, for each of 16 outputs (times
    // the positions of a window behind a mean) that is live (half of them behind ReLU), one vector for every 16 floats of
    // each kernel row, and 6 at least. Channels stand side by side, as where the caller's values are copied.
    [Theory]
    [InlineData(3, 1, true, ConvBackwardAlgorithm.FilterWise)] // 9 < 16·½·6 = 48
    [InlineData(3, 5, true, ConvBackwardAlgorithm.FilterWise)] // 45 < 48
    [InlineData(3, 6, true, ConvBackwardAlgorithm.LivePositions)] // 54 ≥ 16·½·3·2 = 48
    [InlineData(3, 6, false, ConvBackwardAlgorithm.FilterWise)] // 54 < 16·3·2 = 96
    [InlineData(9, 3, true, ConvBackwardAlgorithm.LivePositions)] // 243 ≥ 16·½·9·2 = 144
    [InlineData(9, 3, false, ConvBackwardAlgorithm.FilterWise)] // 243 < 16·9·2 = 288
    [InlineData(3, 32, true, ConvBackwardAlgorithm.LivePositions)] // 288 ≥ 16·½·3·6 = 144
    [InlineData(3, 31, false, ConvBackwardAlgorithm.FilterWise)] // 279 < 16·3·6 = 288
    [InlineData(3, 32, false, ConvBackwardAlgorithm.LivePositions)] // 288 ≥ 288
    public void Cost_decides_without_a_pool(int kernel, int channels, bool relu, object expected) =>
        Assert.Equal(expected, Choose(kernel, channels, relu ? Relu : Tanh, null));

    [Theory]
    [InlineData(4, Pooling.Max, ConvBackwardAlgorithm.FilterWise)] // 2·16 < 16·½·6 = 48
    [InlineData(5, Pooling.Max, ConvBackwardAlgorithm.LivePositions)] // 2·25 ≥ 48
    [InlineData(4, Pooling.Average, ConvBackwardAlgorithm.FilterWise)] // 4·16 < 4·48
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
        (ConvBackwardAlgorithm)
            ConvBackwardChoice
                .Estimates(
                    Convolution(
                        Layout.Tight(new Shape.Image(32, 32, channels)),
                        new(10, 10),
                        new(kernel, kernel),
                        pool: pool,
                        activation: activation
                    )
                )
                .MinBy(estimate => estimate.Cost)!
                .Algorithm;
}
