using LayerGen.Training;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Data;

/// <summary>Refuses samples with NaN or infinities before a network, which may hide them behind a ReLU, gets them.</summary>
internal static class FiniteArguments
{
    public static void Check(DenseMatrix samples, string parameterName)
    {
        if (Finite.All(samples.Values))
            return;
        int wrong = Array.FindIndex(samples.Values, value => !float.IsFinite(value));
        throw new ArgumentException(
            $"Sample {wrong / samples.RowCount} has {samples.Values[wrong]} in row {wrong % samples.RowCount}; "
                + "only finite numbers can be trained on.",
            parameterName
        );
    }
}
