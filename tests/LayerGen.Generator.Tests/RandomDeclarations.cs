using CsCheck;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Tests;

/// <summary>Declarations as binding gives them: each argument right on its own, the whole possibly not.</summary>
internal static class RandomDeclarations
{
    /// <summary>Sizes of networks that people write, odd ones included.</summary>
    public static Gen<NetworkDeclaration> Small => Of(Gen.Int[1, 4], Gen.Int[1, 30]);

    /// <summary>Sizes up to the largest integer; a sample has at most 2⁷ · 2⁷ · 2⁷ values.</summary>
    public static Gen<NetworkDeclaration> Extreme =>
        Of(
            Gen.OneOf(
                Gen.Int[1, 4],
                Gen.Int[1, int.MaxValue],
                Gen.OneOf(1 << 14, 1 << 16, int.MaxValue)
            ),
            Gen.OneOf(1, 3, 127, 128)
        );

    private static Gen<NetworkDeclaration> Of(Gen<int> size, Gen<int> sample) =>
        Gen.Select(
            Gen.Select(sample, sample, sample),
            Gen.OneOf<Layer>(Conv(size), Pool(size), Dense(size), Others).Array[0, 5],
            size,
            (input, layers, units) =>
                NetworkDeclaration.Chain(
                    "Digits",
                    "Net",
                    new Shape.Image(input.Item1, input.Item2, input.Item3),
                    [
                        .. layers,
                        new FlattenLayer(),
                        new DenseLayer(units, default, true, default),
                        new ActivationLayer(Generator.Core.Layers.Activation.Sigmoid),
                    ]
                )
        );

    private static Gen<Layer> Conv(Gen<int> size) =>
        Gen.Select(
            Gen.Select(size, size, size, size),
            Activation,
            Gen.Bool,
            Gen.Bool,
            (sizes, activation, same, useBias) =>
                (Layer)
                    new ConvLayer(
                        sizes.Item1,
                        new(sizes.Item2, sizes.Item3),
                        new(sizes.Item4, sizes.Item4),
                        same
                            ? Generator.Core.Layers.Padding.Same
                            : Generator.Core.Layers.Padding.Valid,
                        activation,
                        useBias,
                        default
                    )
        );

    private static Gen<Layer> Pool(Gen<int> size) =>
        Gen.Select(
            Gen.Bool,
            size,
            size,
            size,
            (max, height, width, stride) =>
                (Layer)
                    new PoolLayer(
                        max ? Pooling.Max : Pooling.Average,
                        new(height, width),
                        new(stride, stride)
                    )
        );

    private static Gen<Layer> Dense(Gen<int> size) =>
        Gen.Select(
            size,
            Activation,
            Gen.Bool,
            (units, activation, useBias) =>
                (Layer)new DenseLayer(units, activation, useBias, new(0.5, 0.25))
        );

    private static Gen<Layer> Others =>
        Gen.OneOf<Layer>(
            new FlattenLayer(),
            new DropoutLayer(0.1),
            new ActivationLayer(Generator.Core.Layers.Activation.Relu),
            new ActivationLayer(Generator.Core.Layers.Activation.Tanh)
        );

    private static Gen<Generator.Core.Layers.Activation> Activation =>
        Gen.Enum<Generator.Core.Layers.Activation>();
}
