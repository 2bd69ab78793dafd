using System.Collections.Immutable;
using LayerGen.Reference.Naive.Values;

namespace LayerGen.Reference.Naive.Operations;

/// <summary><c>y[i] = Π xₖ[i]</c>: each input gets the gradient times the product of the others.</summary>
internal sealed class Multiplying : Joining
{
    protected override double[] Join(ImmutableArray<double[]> x) =>
        [.. x[0].Select((_, i) => Product(x, i, without: -1))];

    protected override ImmutableArray<Slopes> Part(ImmutableArray<double[]> x, Slopes dy) =>
        [
            .. x.Select(
                (_, place) =>
                {
                    Slopes dx = Slopes.Zero(dy.Value.Length);
                    for (int i = 0; i < dy.Value.Length; i++)
                        dx.Add(i, dy, i, Product(x, i, without: place));
                    return dx;
                }
            ),
        ];

    private static double Product(ImmutableArray<double[]> x, int index, int without)
    {
        double product = 1;
        for (int k = 0; k < x.Length; k++)
            if (k != without)
                product *= x[k][index];
        return product;
    }
}
