using System.Collections.Immutable;

namespace LayerGen.Reference.Naive.Functions;

/// <summary><c>λ x</c> above 0 and <c>λ α (eˣ − 1)</c> below, so that values keep mean 0 and variance 1.</summary>
internal sealed class Selu : Function
{
    // Klambauer et al., Self-Normalizing Neural Networks (2017).
    private const double Alpha = 1.6732632423543772;
    private const double Lambda = 1.0507009873554805;

    public override ImmutableArray<double> Kinks => [0];

    public override double Value(double x) =>
        x > 0 ? Lambda * x : Lambda * Alpha * (Math.Exp(x) - 1);

    public override double Derivative(double x) => x > 0 ? Lambda : Lambda * Alpha * Math.Exp(x);
}
