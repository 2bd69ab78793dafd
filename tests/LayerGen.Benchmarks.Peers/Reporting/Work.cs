namespace LayerGen.Benchmarks.Peers.Reporting;

/// <summary>What a network costs if every layer is computed as dense arithmetic, one after another.</summary>
/// <param name="Forward">FLOP of a sample; a multiply-add is two.</param>
/// <param name="Backward">
/// FLOP of a sample: as much again for the weights of each layer, and once more for its inputs, but not for the first
/// layer's, which nobody asks for.
/// </param>
/// <param name="Parameters">Learned numbers.</param>
/// <param name="Outputs">Numbers that the layers put out for a sample.</param>
internal sealed record Work(double Forward, double Backward, int Parameters, long Outputs)
{
    /// <summary>Adam reads value, gradient and two moments, and writes all but the gradient.</summary>
    private const int AdamAccesses = 7;

    public double Training => Forward + Backward;

    /// <summary>Bytes that Adam moves in a step.</summary>
    public long AdamBytes => (long)Parameters * AdamAccesses * sizeof(float);

    public static Work Of(NetworkDescription description)
    {
        double[] forward =
        [
            .. description
                .Layers.Where(layer => layer.ParameterCount > 0)
                .Select(layer => 2.0 * layer.MultiplyAdds),
        ];
        return new(
            forward.Sum(),
            (2 * forward.Sum()) - forward[0],
            description.ParameterCount,
            description.Layers.Sum(layer =>
                layer.OutputShape.Aggregate(1L, (product, axis) => product * axis)
            )
        );
    }
}
