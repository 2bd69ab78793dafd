using CsCheck;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Losses;
using LayerGen.Generator.Core.Planning;
using static LayerGen.Generator.Tests.Planning.Graphs;

namespace LayerGen.Generator.Tests.Planning;

public sealed class FusionTests
{
    private static readonly Shape s_image = new Shape.Image(12, 12, 3);

    [Fact]
    public void Reference_network_has_three_groups() =>
        Assert.Equal(
            ["conv1+maxpool1 Relu Max 2×2", "conv2+maxpool2 Relu Max 2×2", "dense1 None"],
            Groups(Cnn)
        );

    [Fact]
    public void LeNet_takes_its_means_into_the_convolutions() =>
        Assert.Equal(
            [
                "conv1+avgpool1 Tanh Average 2×2",
                "conv2+avgpool2 Tanh Average 2×2",
                "dense1 Tanh",
                "dense2 Tanh",
                "dense3 None",
            ],
            Groups(LeNet)
        );

    [Fact]
    public void Mlp_joins_an_activation_layer_but_not_dropout() =>
        Assert.Equal(
            ["dense1 Relu", "dropout1 None", "dense2+tanh1 Tanh", "dense3 None"],
            Groups(Mlp)
        );

    [Fact]
    public void Vgg_pools_only_the_second_convolution_of_a_pair() =>
        Assert.Equal(
            [
                "conv1 Relu",
                "conv2+maxpool1 Relu Max 2×2",
                "conv3 Relu",
                "conv4+maxpool2 Relu Max 2×2",
                "dense1 Relu",
                "dropout1 None",
                "dense2 None",
            ],
            Groups(Vgg)
        );

    [Fact]
    public void Strided_network_leaves_the_last_sigmoid_to_the_loss() =>
        Assert.Equal(["conv1+sigmoid1 Sigmoid", "conv2 None", "dense1 None"], Groups(Strided));

    [Fact]
    public void Overlapping_windows_and_an_activation_behind_a_mean_stand_alone() =>
        Assert.Equal(
            [
                "dropout1 None",
                "conv1 None",
                "maxpool1 None",
                "dropout2 None",
                "conv2+avgpool1 None Average 2×2",
                "tanh1 None",
                "avgpool2 None",
            ],
            Groups(Unfused)
        );

    [Fact]
    public void Activation_joins_before_or_after_a_maximum_and_only_once()
    {
        Assert.Equal(
            ["conv1+tanh1+maxpool1 Tanh Max 2×2", "relu1 None"],
            GroupsOf(Conv(4, 3), Activate(Tanh), MaxPool(2), Activate(Relu), Flatten, Softmax)
        );
        Assert.Equal(
            ["conv1+maxpool1+relu1 Relu Max 2×2", "tanh1 None"],
            GroupsOf(Conv(4, 3), MaxPool(2), Activate(Relu), Activate(Tanh), Flatten, Softmax)
        );
        Assert.Equal(
            ["conv1 Relu", "tanh1 None"],
            GroupsOf(Conv(4, 3, Relu), Activate(Tanh), Flatten, Softmax)
        );
        Assert.Equal(
            ["conv1+relu1 Relu", "tanh1 None"],
            GroupsOf(Conv(4, 3), Activate(Relu), Activate(Tanh), Flatten, Softmax)
        );
        Assert.Equal(
            ["dense1 Relu", "tanh1 None"],
            GroupsOf(Flatten, Dense(4, Relu), Activate(Tanh), Softmax)
        );
    }

    [Fact]
    public void Flatten_and_dropout_part_what_would_join()
    {
        Assert.Equal(
            ["conv1 None", "relu1 None"],
            GroupsOf(Conv(4, 3), Flatten, Activate(Relu), Softmax)
        );
        Assert.Equal(
            ["conv1 None", "dropout1 None", "maxpool1 None"],
            GroupsOf(Conv(4, 3), Dropout, MaxPool(2), Flatten, Softmax)
        );
        Assert.Equal(
            ["dense1 None", "relu1 None"],
            GroupsOf(Flatten, Dense(4), Flatten, Activate(Relu), Softmax)
        );
    }

    [Fact]
    public void Last_sigmoid_joins_nothing()
    {
        Assert.Equal(["conv1 None"], GroupsOf(Conv(4, 3), Activate(Sigmoid)));
        Assert.Equal(
            ["conv1+maxpool1 None Max 2×2"],
            GroupsOf(Conv(4, 3), MaxPool(2), Activate(Sigmoid))
        );
        Assert.Equal(["dense1 None"], GroupsOf(Flatten, Dense(4), Activate(Sigmoid)));
        Assert.Equal(["dense1 None"], GroupsOf(Flatten, Dense(4, Sigmoid)));
        Assert.Equal(
            ["dense1 Sigmoid", "dense2 None"],
            GroupsOf(Flatten, Dense(4, Sigmoid), Dense(3, Sigmoid))
        );
        Assert.Equal(["dense1 Relu"], GroupsOf(Flatten, Dense(4, Relu), Activate(Sigmoid)));
    }

    [Theory]
    [InlineData(3, 3, 3, 3, true)] // 9 positions: the most.
    [InlineData(2, 5, 2, 5, false)] // 10 positions.
    [InlineData(1, 9, 1, 9, true)]
    [InlineData(2, 2, 3, 3, true)] // Windows apart: a maximum only.
    [InlineData(3, 3, 2, 2, false)] // Windows overlap on both axes,
    [InlineData(3, 2, 2, 2, false)] // on the vertical one,
    [InlineData(2, 3, 2, 2, false)] // on the horizontal one.
    [InlineData(1, 1, 1, 1, true)]
    public void Window_fuses_if_no_position_is_shared_and_registers_suffice(
        int height,
        int width,
        int strideHeight,
        int strideWidth,
        bool fuses
    )
    {
        foreach (Pooling pooling in Enum.GetValues<Pooling>())
        {
            Layer pool = Pool(pooling, new(height, width), new(strideHeight, strideWidth));

            // A mean's gradient is spread over a map of its windows, which has no room for what lies between them.
            bool expected =
                fuses && (pooling == Pooling.Max || (height, width) == (strideHeight, strideWidth));
            Assert.Equal(expected, Fusion.CanFuse((PoolLayer)pool));
            Assert.Equal(expected ? 1 : 2, GroupsOf(Conv(4, 2), pool, Flatten, Softmax).Count);
        }
    }

    [Fact]
    public void Groups_hold_every_layer_once_in_order_but_Flatten_and_the_loss() =>
        Any.Sample(graph =>
        {
            int last = graph.Layers.Count - 1;

            Assert.Equal(
                Enumerable
                    .Range(0, graph.Layers.Count)
                    .Where(index => graph.Layers[index].Layer is not FlattenLayer)
                    .Where(index =>
                        index < last
                        || graph.Layers[index].Layer is not (LossLayer or ActivationLayer)
                    ),
                Fusion.Group(graph).SelectMany(group => group.Layers)
            );
        });

    [Fact]
    public void Loss_follows_from_the_last_layer()
    {
        Assert.Equal(new SoftmaxLoss(0), Cnn.Loss);
        Assert.Equal(new SigmoidLoss(), Strided.Loss);
        Assert.Equal(new SigmoidLoss(), Of(s_image, Flatten, Dense(4), Activate(Sigmoid)).Loss);
        Assert.Equal(
            new HuberLoss(2),
            Of(s_image, Flatten, Dense(4, Tanh), new LossLayer(new HuberLoss(2))).Loss
        );
    }

    [Fact]
    public void Outputs_before_a_loss_over_values_keep_their_activation()
    {
        LossLayer loss = new(new MeanSquaredErrorLoss());

        Assert.Equal(["dense1 Tanh"], GroupsOf(Flatten, Dense(4, Tanh), loss));
        Assert.Equal(
            ["dense1+sigmoid1 Sigmoid"],
            GroupsOf(Flatten, Dense(4), Activate(Sigmoid), loss)
        );
    }

    private static List<string> GroupsOf(params Layer[] layers) => Groups(Of(s_image, layers));

    private static List<string> Groups(ShapedGraph graph) =>
        [
            .. Fusion
                .Group(graph)
                .Select(group =>
                    $"{string.Join("+", group.Layers.Select(index => graph.Layers[index].Name))} {group.Activation}"
                    + (group.Pool is { } pool ? $" {pool.Pooling} {pool.Size}" : "")
                ),
        ];
}
