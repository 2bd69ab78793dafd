using System.Collections.Immutable;
using LayerGen.Benchmarks.Networks;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Benchmarks.Peers.Architecture;

/// <summary>Numbers in the order of the frameworks: NCHW images, OIHW kernels, out × in.</summary>
/// <param name="Values">The last axis fastest.</param>
/// <param name="Axes">Outermost first.</param>
internal sealed record PeerTensor(float[] Values, ImmutableArray<long> Axes)
{
    /// <summary>Weights and biases, or their gradients, of a network, in the order of its parameters.</summary>
    /// <param name="architecture">The network's layers.</param>
    /// <param name="network">Where the numbers are.</param>
    /// <param name="select">Value or gradient.</param>
    public static ImmutableArray<PeerTensor> Parameters(
        PeerArchitecture architecture,
        INetwork network,
        Func<Parameter, DenseMatrix> select
    )
    {
        Queue<Parameter> parameters = new(network.Parameters);
        var tensors = ImmutableArray.CreateBuilder<PeerTensor>();
        foreach ((PeerLayer layer, ImageShape input) in architecture.Shaped())
        {
            if (layer is PeerLayer.Conv conv)
            {
                ImageShape kernel = new(conv.Size.Height, conv.Size.Width, input.Channels);
                DenseMatrix weight = select(parameters.Dequeue());
                tensors.Add(
                    new(
                        RowsOf(weight, kernel, architecture.IsTurned),
                        [conv.Filters, input.Channels, .. conv.Size.Axes]
                    )
                );
                tensors.Add(new(select(parameters.Dequeue()).Values.ToArray(), [conv.Filters]));
            }
            else if (layer is PeerLayer.Dense dense)
            {
                DenseMatrix weight = select(parameters.Dequeue());
                tensors.Add(
                    new(RowsOf(weight, input, architecture.IsTurned), [dense.Units, input.Size])
                );
                tensors.Add(new(select(parameters.Dequeue()).Values.ToArray(), [dense.Units]));
            }
        }
        return tensors.ToImmutable();
    }

    /// <summary>The images of a batch.</summary>
    /// <param name="architecture">Whose images they are.</param>
    /// <param name="images">features × batch, NHWC.</param>
    public static PeerTensor Images(PeerArchitecture architecture, DenseMatrix images)
    {
        ImageShape shape = architecture.Input;
        float[] values = new float[images.Values.Length];
        for (int sample = 0; sample < images.ColumnCount; sample++)
        for (int i = 0; i < shape.Size; i++)
            values[(sample * shape.Size) + Position(i, shape, architecture.IsTurned)] =
                images.Values[(sample * shape.Size) + i];
        return new(values, [images.ColumnCount, shape.Channels, shape.Height, shape.Width]);
    }

    /// <summary>Rows of a column-major matrix, one after another, each an image put in the other order.</summary>
    private static float[] RowsOf(DenseMatrix matrix, ImageShape shape, bool isTurned)
    {
        float[] values = new float[matrix.Values.Length];
        for (int row = 0; row < matrix.RowCount; row++)
        for (int i = 0; i < shape.Size; i++)
            values[(row * shape.Size) + Position(i, shape, isTurned)] = matrix.Values[
                (i * matrix.RowCount) + row
            ];
        return values;
    }

    /// <summary>Where value <paramref name="index"/> of an HWC image stands in a CHW image.</summary>
    private static int Position(int index, ImageShape shape, bool isTurned)
    {
        (int pixel, int channel) = Math.DivRem(index, shape.Channels);
        int pixels = shape.Height * shape.Width;
        return (channel * pixels) + (isTurned ? pixels - 1 - pixel : pixel);
    }
}
