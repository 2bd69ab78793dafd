using System.Collections.Immutable;
using LayerGen.Benchmarks.Networks;
using LayerGen.Benchmarks.Peers.Architecture;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace LayerGen.Benchmarks.Peers.Torch;

/// <summary>A network in libtorch.</summary>
internal sealed class TorchModel : IDisposable
{
    private const int ImageRank = 4;
    private readonly Sequential _layers;
    private readonly ImmutableArray<Tensor> _initial;

    /// <summary>Builds it with given weights.</summary>
    public TorchModel(
        PeerArchitecture architecture,
        ImmutableArray<PeerTensor> weights,
        TorchLayout layout
    )
    {
        _layers = Sequential(Modules(architecture, layout));
        Parameters = [.. _layers.parameters()];
        _initial = [.. weights.Select(weight => Laid(weight, layout))];
        Reset();
    }

    /// <summary>Weight and bias of each layer in order.</summary>
    public ImmutableArray<TorchSharp.Modules.Parameter> Parameters { get; }

    /// <summary>NCHW (or features) to logits.</summary>
    public Tensor Logits(Tensor images) => _layers.forward(images);

    /// <summary>Whether dropout drops.</summary>
    public bool IsTraining
    {
        set => _layers.train(value);
    }

    /// <summary>Gives every parameter its first value.</summary>
    public void Reset()
    {
        using IDisposable _ = no_grad();
        foreach ((Tensor parameter, Tensor initial) in Parameters.Zip(_initial))
            parameter.copy_(initial);
    }

    /// <summary>Forgets gradients instead of clearing them: the next ones are stored, not added.</summary>
    public void DropGradients()
    {
        foreach (Tensor parameter in Parameters)
            parameter.grad = null;
    }

    /// <summary>Writes the parameters to a file, in the order of their axes whatever the layout.</summary>
    public void Save(string path)
    {
        using FileStream file = File.Create(path);
        foreach (Tensor parameter in Parameters)
        {
            using Tensor plain = parameter.detach().contiguous();
            file.Write(plain.bytes);
        }
    }

    public void Dispose()
    {
        _layers.Dispose();
        foreach (Tensor tensor in _initial)
            tensor.Dispose();
    }

    /// <summary>Numbers as a tensor.</summary>
    public static Tensor Laid(PeerTensor numbers, TorchLayout layout)
    {
        Tensor tensor = torch.tensor(numbers.Values, [.. numbers.Axes]);
        return layout == TorchLayout.ChannelsLast && numbers.Axes.Length == ImageRank
            ? tensor.permute(0, 2, 3, 1).contiguous().permute(0, 3, 1, 2)
            : tensor;
    }

    private static IEnumerable<Module<Tensor, Tensor>> Modules(
        PeerArchitecture architecture,
        TorchLayout layout
    )
    {
        foreach ((PeerLayer layer, ImageShape input) in architecture.Shaped())
        {
            (Module<Tensor, Tensor> module, PeerActivation activation) = layer switch
            {
                PeerLayer.Conv conv => (Convolution(conv, input.Channels, layout), conv.Activation),
                PeerLayer.MaxPool pool => (
                    MaxPool2d(pool.Size.Axes, pool.Step.Axes),
                    PeerActivation.None
                ),
                PeerLayer.AvgPool pool => (
                    AvgPool2d(pool.Size.Axes, pool.Step.Axes),
                    PeerActivation.None
                ),
                PeerLayer.Dropout dropout => (Dropout(dropout.Rate), PeerActivation.None),
                PeerLayer.Dense dense => (Linear(input.Size, dense.Units), dense.Activation),
                _ => ((Module<Tensor, Tensor>)Flatten(), PeerActivation.None),
            };
            yield return module;
            // In place: the sum before the activation is needed by nobody.
            if (activation == PeerActivation.Relu)
                yield return ReLU(inplace: true);
            else if (activation == PeerActivation.Tanh)
                yield return Tanh(inplace: true);
            else if (activation == PeerActivation.Sigmoid)
                yield return Sigmoid(inplace: true);
        }
    }

    private static Conv2d Convolution(PeerLayer.Conv conv, int channels, TorchLayout layout)
    {
        Conv2d module = Conv2d(
            channels,
            conv.Filters,
            (conv.Size.Height, conv.Size.Width),
            stride: (conv.Stride, conv.Stride),
            padding: (conv.Padding.Height, conv.Padding.Width)
        );
        if (layout == TorchLayout.ChannelsLast)
            module.weight = new(
                Laid(
                    new(
                        new float[conv.Filters * channels * conv.Size.Height * conv.Size.Width],
                        [conv.Filters, channels, .. conv.Size.Axes]
                    ),
                    layout
                ),
                requires_grad: true
            );
        return module;
    }
}
