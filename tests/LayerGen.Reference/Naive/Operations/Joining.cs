using System.Collections.Immutable;
using LayerGen.Reference.Naive.Values;

namespace LayerGen.Reference.Naive.Operations;

/// <summary>Several values of each sample become one; samples know nothing of each other.</summary>
internal abstract class Joining : Operation
{
    public override double[][] Forward(ImmutableArray<double[][]> inputs, BatchPass pass) =>
        [.. pass.Samples.Select((_, i) => Join([.. inputs.Select(value => value[i])]))];

    public override ImmutableArray<Slopes[]> Backward(
        ImmutableArray<double[][]> inputs,
        double[][] output,
        Slopes[] dOutput,
        BatchPass pass
    )
    {
        ImmutableArray<Slopes>[] samples =
        [
            .. dOutput.Select((dy, i) => Part([.. inputs.Select(value => value[i])], dy)),
        ];
        return [.. inputs.Select((_, place) => samples.Select(slopes => slopes[place]).ToArray())];
    }

    /// <summary>The output of one sample.</summary>
    protected abstract double[] Join(ImmutableArray<double[]> x);

    /// <summary>The gradient of each input of one sample.</summary>
    protected abstract ImmutableArray<Slopes> Part(ImmutableArray<double[]> x, Slopes dy);
}
