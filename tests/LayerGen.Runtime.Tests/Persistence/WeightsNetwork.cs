using System.Collections.Immutable;
using LayerGen.Kernels;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Tests.Persistence;

/// <summary>A network that is only its parameters.</summary>
internal sealed class WeightsNetwork(params Parameter[] parameters) : INetwork
{
    public NetworkDescription Description { get; } =
        new("Tiny", [1], [new("conv1", "Conv(2, 1×2)", [2], 14, 0)]);

    public IReadOnlyList<Parameter> Parameters { get; } = parameters;

    public int MaxBatchSize => 1;

    public WorkerTeam Workers { get; } = new(1);

    public DropoutPosition DropoutPosition { get; set; }

    /// <summary>All values, parameter after parameter as they lie in memory.</summary>
    public float[] Values => [.. Parameters.SelectMany(parameter => parameter.Value.Values)];

    public DenseMatrix Forward(DenseMatrix inputs) => throw new NotSupportedException();

    public void Forward(DenseMatrix inputs, DenseMatrix outputs) =>
        throw new NotSupportedException();

    public void Dispose() => Workers.Dispose();

    /// <summary>
    /// A convolution of 2 filters, 1×2 kernels and 3 channels with its bias. In C order the weights are 0, 1, … 11 plus
    /// <paramref name="first"/>, and the biases −1 and −2.
    /// </summary>
    public static WeightsNetwork Create(float first = 0)
    {
        Parameter weight = Parameter("conv1.weight", [2, 1, 2, 3]);
        Parameter bias = Parameter("conv1.bias", [2]);
        for (int filter = 0; filter < 2; filter++)
        {
            for (int rest = 0; rest < 6; rest++)
                weight.Value[filter, rest] = first + (6 * filter) + rest;
            bias.Value[filter, 0] = -1 - filter;
        }
        return new(weight, bias);
    }

    public static Parameter Parameter(string name, ImmutableArray<int> axes)
    {
        int columns = axes.Skip(1).Aggregate(1, (product, axis) => product * axis);
        return new(name, axes, new(axes[0], columns), new(axes[0], columns));
    }
}
