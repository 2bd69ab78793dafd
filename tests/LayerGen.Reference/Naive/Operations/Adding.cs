using System.Collections.Immutable;
using LayerGen.Reference.Naive.Values;

namespace LayerGen.Reference.Naive.Operations;

/// <summary><c>y[i] = Σ xₖ[i]</c>: each input gets the whole gradient.</summary>
internal sealed class Adding : Joining
{
    protected override double[] Join(ImmutableArray<double[]> x) =>
        [.. x[0].Select((_, i) => x.Sum(value => value[i]))];

    protected override ImmutableArray<Slopes> Part(ImmutableArray<double[]> x, Slopes dy) =>
        [.. x.Select(_ => new Slopes([.. dy.Value], [.. dy.SquaredScale]))];
}
