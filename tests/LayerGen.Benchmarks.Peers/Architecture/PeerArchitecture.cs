using System.Collections.Immutable;
using LayerGen.Benchmarks.Networks;
using static LayerGen.Benchmarks.Peers.Architecture.PeerActivation;
using static LayerGen.Benchmarks.Peers.Architecture.PeerLayer;

namespace LayerGen.Benchmarks.Peers.Architecture;

/// <summary>
/// A declared network once more, for the frameworks; that both compute the same is checked before anything is measured.
/// </summary>
/// <param name="Network">The declaration by attributes.</param>
/// <param name="Layers">The same layers; the last one gives logits.</param>
internal sealed record PeerArchitecture(DeclaredNetwork Network, ImmutableArray<PeerLayer> Layers)
{
    public static ImmutableArray<PeerArchitecture> All { get; } =
    [
        new(
            DeclaredNetwork.Named("cnn"),
            [
                new Conv(32, 3, Relu),
                new MaxPool(2),
                new Conv(64, 3, Relu),
                new MaxPool(2),
                new Flatten(),
                new Dense(10, None),
            ]
        ),
        new(
            DeclaredNetwork.Named("mlp"),
            [new Flatten(), new Dense(512, Relu), new Dense(256, Relu), new Dense(10, None)]
        ),
        new(
            DeclaredNetwork.Named("lenet5"),
            [
                new Conv(6, 5, Tanh, IsSame: true),
                new AvgPool(2),
                new Conv(16, 5, Tanh),
                new AvgPool(2),
                new Flatten(),
                new Dense(120, Tanh),
                new Dense(84, Tanh),
                new Dense(10, None),
            ]
        ),
        new(
            DeclaredNetwork.Named("vgg"),
            [
                new Conv(32, 3, Relu, IsSame: true),
                new Conv(32, 3, Relu, IsSame: true),
                new MaxPool(2),
                new Conv(64, 3, Relu, IsSame: true),
                new Conv(64, 3, Relu, IsSame: true),
                new MaxPool(2),
                new Flatten(),
                new Dense(128, Relu),
                new Dense(10, None),
            ]
        ),
        new(
            DeclaredNetwork.Named("strided"),
            [
                new Conv(32, 3, Relu, Stride: 2, IsSame: true),
                new Conv(64, 3, Relu, Stride: 2, IsSame: true),
                new Flatten(),
                new Dense(128, Relu),
                new Dense(10, None),
            ]
        ),
    ];

    public string Name => Network.Name;

    public int Classes => Network.Classes;

    public ImageShape Input => Network.Input;

    /// <summary>Whether there are images to lay out; dense layers know features only.</summary>
    public bool HasImages => Layers.Any(layer => layer is Conv);

    /// <summary>
    /// Whether the frameworks get every image, kernel and map turned around both axes. LayerGen (as TensorFlow) puts the odd
    /// zero of a padding behind the image; frameworks that pad both sides alike and never read the far side have it before.
    /// Turned around, the two are the same arithmetic, and nobody pays for a padding layer.
    /// </summary>
    public bool IsTurned => Layers.Any(layer => layer is Conv { IsSame: true, Stride: > 1 });

    /// <summary>Whether a training step depends on random numbers, of which everybody has others.</summary>
    public bool IsRandom => Layers.Any(layer => layer is Dropout);

    /// <summary>Every layer with the image that reaches it; behind Flatten it is the image that was flattened.</summary>
    public IEnumerable<(PeerLayer Layer, ImageShape Input)> Shaped()
    {
        ImageShape shape = Input;
        foreach (PeerLayer layer in Layers)
        {
            yield return (layer, shape);
            shape = layer switch
            {
                Conv conv => Slide(shape, conv.Size, conv.Step, conv.Padding) with
                {
                    Channels = conv.Filters,
                },
                Pool pool => Slide(shape, pool.Size, pool.Step, padding: 0),
                Dense dense => new(1, 1, dense.Units),
                _ => shape,
            };
        }
    }

    private static ImageShape Slide(
        ImageShape image,
        WindowSize size,
        WindowSize step,
        WindowSize padding
    ) =>
        image with
        {
            Height = ((image.Height + (2 * padding.Height) - size.Height) / step.Height) + 1,
            Width = ((image.Width + (2 * padding.Width) - size.Width) / step.Width) + 1,
        };
}
