using System.Collections.Immutable;
using System.Runtime.InteropServices;
using LayerGen;

namespace MnistModel.Serving;

/// <summary>
/// Layers as a textbook has them, to show what lies between the input and the answer: the generated code fuses
/// convolution, activation and pooling, so the maps between them exist nowhere.
/// </summary>
internal static class PlainLayers
{
    /// <summary>
    /// <c>y[r, c, f] = max(0, bias[f] + Σ weight[f, i, j, k] · x[r + i, c + j, k])</c>: a convolution of stride 1 without
    /// padding, and its ReLU.
    /// </summary>
    /// <param name="input">At least as large as the kernel.</param>
    /// <param name="weight">Filters × kernel height × kernel width × channels.</param>
    /// <param name="bias">One a filter.</param>
    /// <exception cref="ArgumentException">The weight is of no convolution over these channels.</exception>
    public static FeatureMaps ConvolveRelu(FeatureMaps input, Parameter weight, Parameter bias)
    {
        if (weight.Axes is not [var filters, var kernelHeight, var kernelWidth, var channels])
            throw new ArgumentException(
                $"{weight.Name} has {weight.Axes.Length} axes; a convolution's weight has 4.",
                nameof(weight)
            );
        if (channels != input.Channels)
            throw new ArgumentException(
                $"{weight.Name} reads {channels} channels, but the input has {input.Channels}.",
                nameof(weight)
            );
        (int height, int width) = (input.Height - kernelHeight + 1, input.Width - kernelWidth + 1);
        // Column-major: the weights of all filters for one input value lie side by side.
        ReadOnlySpan<float> weights = weight.Value.Values;
        float[] output = new float[height * width * filters];
        for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++)
        {
            Span<float> sums = output.AsSpan(((row * width) + column) * filters, filters);
            bias.Value.Values.CopyTo(sums);
            int place = 0;
            for (int i = 0; i < kernelHeight; i++)
            for (int j = 0; j < kernelWidth; j++)
            for (int channel = 0; channel < channels; channel++, place++)
            {
                float x = input.Values[input.Index(row + i, column + j, channel)];
                ReadOnlySpan<float> ofFilters = weights.Slice(place * filters, filters);
                for (int filter = 0; filter < sums.Length; filter++)
                    sums[filter] += ofFilters[filter] * x;
            }
            for (int filter = 0; filter < sums.Length; filter++)
                sums[filter] = MathF.Max(0, sums[filter]);
        }
        return new(height, width, filters, ImmutableCollectionsMarshal.AsImmutableArray(output));
    }

    /// <summary>
    /// <c>y[r, c, k] = max x[r·size + i, c·size + j, k]</c> over <c>i</c> and <c>j</c> below <c>size</c>: windows side by
    /// side; what is left over at the right and at the bottom is not read.
    /// </summary>
    /// <param name="input">At least as large as a window.</param>
    /// <param name="size">Rows and columns of a window; at least 1.</param>
    public static FeatureMaps MaxPool(FeatureMaps input, int size)
    {
        (int height, int width) = (input.Height / size, input.Width / size);
        float[] output = new float[height * width * input.Channels];
        int place = 0;
        for (int row = 0; row < height; row++)
        for (int column = 0; column < width; column++)
        for (int channel = 0; channel < input.Channels; channel++, place++)
        {
            float largest = float.NegativeInfinity;
            for (int i = 0; i < size; i++)
            for (int j = 0; j < size; j++)
                largest = MathF.Max(
                    largest,
                    input.Values[input.Index((row * size) + i, (column * size) + j, channel)]
                );
            output[place] = largest;
        }
        return new(
            height,
            width,
            input.Channels,
            ImmutableCollectionsMarshal.AsImmutableArray(output)
        );
    }
}
