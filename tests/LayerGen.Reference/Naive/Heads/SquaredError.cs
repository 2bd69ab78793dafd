namespace LayerGen.Reference.Naive.Heads;

/// <summary><c>(y − t)²</c>.</summary>
internal sealed class SquaredError : DistanceError
{
    protected override double Of(double distance) => distance * distance;

    protected override double Slope(double distance) => 2 * distance;
}
