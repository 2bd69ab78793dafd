using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;
using static LayerGen.Generator.Tests.Planning.Graphs;

namespace LayerGen.Generator.Tests.Planning;

public sealed class ConvWindowChoiceTests
{
    private static readonly FusedPool s_maximum = new(Pooling.Max, new(2, 2), new(2, 2));

    [Fact]
    public void Windows_of_a_drawing_are_listed_and_those_of_a_picture_are_not()
    {
        Assert.Equal(ConvWindowAlgorithm.LiveWindows, Choose(Stage(1)));
        Assert.Equal(ConvWindowAlgorithm.AllWindows, Choose(Stage(3)));
    }

    [Fact]
    public void Windows_are_listed_where_the_input_comes_from_outside_and_a_maximum_of_four_follows()
    {
        ConvStage stage = Stage(1);
        Assert.Equal(2, ConvWindowChoice.Estimates(stage).Count);
        Assert.All(
            new[]
            {
                stage with
                {
                    NeedsInputGradient = true,
                },
                stage with
                {
                    Pool = null,
                },
                stage with
                {
                    Pool = s_maximum with { Pooling = Pooling.Average },
                },
                stage with
                {
                    Pool = s_maximum with { Size = new(1, 3) },
                },
                stage with
                {
                    Input = stage.Input with { ChannelStride = 16 },
                },
                stage with
                {
                    Tiles = new(new(2, 2), 4, 4, 4, 1),
                },
                Stage(17), // (3 + 1) · 17 values of a row under a window
            },
            other => Assert.Single(ConvWindowChoice.Estimates(other))
        );
    }

    private static ConvStage Stage(int channels) =>
        Convolution(
            Layout.Tight(new Shape.Image(32, 32, channels)),
            new(15, 15),
            new(3, 3),
            pool: s_maximum,
            activation: Relu
        );

    private static ConvWindowAlgorithm Choose(ConvStage stage) =>
        ForcedAlgorithms.None.Choose<ConvWindowAlgorithm>(ConvWindowChoice.Estimates(stage));
}
