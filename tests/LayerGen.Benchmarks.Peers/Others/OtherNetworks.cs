using System.Collections.Immutable;
using LayerGen.Benchmarks.Networks;
using LayerGen.Benchmarks.Peers.Architecture;
using static LayerGen.Benchmarks.Peers.Architecture.PeerActivation;
using static LayerGen.Benchmarks.Peers.Architecture.PeerLayer;

namespace LayerGen.Benchmarks.Peers.Others;

/// <summary>Networks of all kinds, so that a plan which serves a few shapes only is seen.</summary>
internal static class OtherNetworks
{
    public static ImmutableArray<PeerArchitecture> All { get; } =
    [
        new(
            new(
                "mlp-wide",
                ImageShape.Grey28,
                (seed, batch, threads) => new WideMlp(seed, batch, threads)
            ),
            [new Flatten(), new Dense(2048, Relu), new Dense(2048, Relu), new Dense(10, None)]
        ),
        new(
            new(
                "mlp-tanh",
                Features(256),
                (seed, batch, threads) => new TanhMlp(seed, batch, threads),
                Classes: 17
            ),
            [new Flatten(), new Dense(300, Tanh), new Dense(300, Tanh), new Dense(17, None)]
        ),
        new(
            new(
                "mlp-tiny",
                Features(20),
                (seed, batch, threads) => new TinyMlp(seed, batch, threads),
                Classes: 3
            ),
            [new Flatten(), new Dense(32, Relu), new Dense(3, None)]
        ),
        new(
            new(
                "mlp-sigmoid",
                Features(100),
                (seed, batch, threads) => new SigmoidMlp(seed, batch, threads),
                Classes: 4
            ),
            [
                new Flatten(),
                new Dense(64, Sigmoid),
                new Dense(64, Sigmoid),
                new Dense(64, Sigmoid),
                new Dense(4, None),
            ]
        ),
        new(
            new(
                "few-channels",
                new(24, 24, 3),
                (seed, batch, threads) => new FewChannels(seed, batch, threads)
            ),
            [
                new Conv(12, 3, Relu, IsSame: true),
                new MaxPool(2),
                new Conv(20, 3, Relu, IsSame: true),
                new MaxPool(2),
                new Flatten(),
                new Dense(10, None),
            ]
        ),
        new(
            new(
                "many-channels",
                new(16, 16, 12),
                (seed, batch, threads) => new ManyChannels(seed, batch, threads)
            ),
            [
                new Conv(48, 3, Relu),
                new Conv(100, 3, Relu),
                new MaxPool(2),
                new Flatten(),
                new Dense(10, None),
            ]
        ),
        new(
            new(
                "wide-channels",
                new(8, 8, 64),
                (seed, batch, threads) => new WideChannels(seed, batch, threads)
            ),
            [
                new Conv(128, 3, Relu, IsSame: true),
                new Conv(256, 3, Relu, IsSame: true),
                new MaxPool(2),
                new Flatten(),
                new Dense(10, None),
            ]
        ),
        new(
            new(
                "odd-sizes",
                new(29, 31, 5),
                (seed, batch, threads) => new OddSizes(seed, batch, threads),
                Classes: 7
            ),
            [
                new Conv(13, new(3, 5), Relu),
                new MaxPool(2),
                new Conv(13, 3, Relu),
                new MaxPool(3, Stride: 2),
                new Flatten(),
                new Dense(7, None),
            ]
        ),
        new(
            new(
                "bottleneck",
                new(16, 16, 32),
                (seed, batch, threads) => new Bottleneck(seed, batch, threads)
            ),
            [
                new Conv(64, 1, Relu),
                new Conv(32, 3, Relu, IsSame: true),
                new Conv(128, 1, Relu),
                new AvgPool(4),
                new Flatten(),
                new Dense(10, None),
            ]
        ),
        new(
            new(
                "kernels-5",
                ImageShape.Grey28,
                (seed, batch, threads) => new LargeKernels(seed, batch, threads)
            ),
            [
                new Conv(32, 5, Relu, IsSame: true),
                new MaxPool(2),
                new Conv(64, 5, Relu, IsSame: true),
                new MaxPool(2),
                new Flatten(),
                new Dense(1024, Relu),
                new Dropout(0.4),
                new Dense(10, None),
            ]
        ),
        new(
            new(
                "kernels-7",
                ImageShape.Colour32,
                (seed, batch, threads) => new Stem(seed, batch, threads)
            ),
            [
                new Conv(32, 7, Relu, Stride: 2),
                new MaxPool(3, Stride: 2),
                new Conv(48, 7, Relu, IsSame: true),
                new Flatten(),
                new Dense(10, None),
            ]
        ),
        new(
            new(
                "strided-5",
                ImageShape.Grey28,
                (seed, batch, threads) => new StridedKernels(seed, batch, threads)
            ),
            [
                new Conv(16, 5, Relu, Stride: 2, IsSame: true),
                new Conv(32, 5, Relu, Stride: 2, IsSame: true),
                new Flatten(),
                new Dense(64, Relu),
                new Dense(10, None),
            ]
        ),
        new(
            new(
                "signal",
                new(1, 128, 8),
                (seed, batch, threads) => new Signal(seed, batch, threads),
                Classes: 6
            ),
            [
                new Conv(32, new(1, 5), Relu),
                new MaxPool(new(1, 2)),
                new Conv(64, new(1, 5), Relu),
                new MaxPool(new(1, 2)),
                new Flatten(),
                new Dense(64, Relu),
                new Dense(6, None),
            ]
        ),
        new(
            new(
                "deep-relu",
                new(16, 16, 16),
                (seed, batch, threads) => new DeepRelu(seed, batch, threads)
            ),
            Deep(Relu)
        ),
        new(
            new(
                "deep-tanh",
                new(16, 16, 16),
                (seed, batch, threads) => new DeepTanh(seed, batch, threads)
            ),
            Deep(Tanh)
        ),
        new(
            new(
                "averages",
                ImageShape.Grey28,
                (seed, batch, threads) => new Averages(seed, batch, threads)
            ),
            [
                new Conv(16, 3, Relu, IsSame: true),
                new AvgPool(2),
                new Conv(32, 3, Relu, IsSame: true),
                new AvgPool(2),
                new Flatten(),
                new Dense(10, None),
            ]
        ),
        new(
            new(
                "alexnet",
                ImageShape.Colour32,
                (seed, batch, threads) => new AlexNetLike(seed, batch, threads)
            ),
            [
                new Conv(32, 5, Relu, IsSame: true),
                new MaxPool(3, Stride: 2),
                new Conv(32, 5, Relu, IsSame: true),
                new AvgPool(3, Stride: 2),
                new Conv(64, 5, Relu, IsSame: true),
                new AvgPool(3, Stride: 2),
                new Flatten(),
                new Dense(64, Relu),
                new Dense(10, None),
            ]
        ),
    ];

    private static ImageShape Features(int count) => new(1, 1, count);

    private static ImmutableArray<PeerLayer> Deep(PeerActivation activation) =>
        [
            .. Enumerable.Repeat(new Conv(64, 3, activation, IsSame: true), 4),
            new Flatten(),
            new Dense(10, None),
        ];
}
