using System.Collections.Immutable;
using LayerGen;

namespace MnistModel.Serving;

/// <summary>What the two convolutions of <see cref="MnistCnn"/> see in an image, each behind its ReLU.</summary>
/// <param name="First">26 × 26 × 32.</param>
/// <param name="Second">11 × 11 × 64.</param>
internal sealed record NetworkMaps(FeatureMaps First, FeatureMaps Second)
{
    /// <summary>Computes them from the network's parameters.</summary>
    /// <param name="network">Its parameters are only read.</param>
    /// <param name="pixels">28 · 28 values from 0 to 1, row by row.</param>
    public static NetworkMaps Of(MnistCnn network, ReadOnlySpan<float> pixels)
    {
        Dictionary<string, Parameter> parameters = network.Parameters.ToDictionary(parameter =>
            parameter.Name
        );
        FeatureMaps image = new(
            Data.DatasetAssembly.Side,
            Data.DatasetAssembly.Side,
            1,
            [.. pixels]
        );
        FeatureMaps first = PlainLayers.ConvolveRelu(
            image,
            parameters["conv1.weight"],
            parameters["conv1.bias"]
        );
        FeatureMaps second = PlainLayers.ConvolveRelu(
            PlainLayers.MaxPool(first, 2),
            parameters["conv2.weight"],
            parameters["conv2.bias"]
        );
        return new(first, second);
    }
}
