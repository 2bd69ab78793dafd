using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Training;

/// <summary>Finds what is not finite, in the order in which it spreads.</summary>
internal static class Divergence
{
    public const string Inputs = "inputs";
    public const string Loss = "loss";
    public const string ValidationLoss = "validation loss";
    public const string EveryBatch = "every batch";

    /// <summary>Names what is wrong with a batch whose loss or gradients are not finite.</summary>
    public static string Locate(DenseMatrix inputs, IReadOnlyList<Parameter> parameters) =>
        Finite.All(inputs.Values)
            ? FirstValue(parameters) ?? FirstGradient(parameters) ?? Loss
            : Inputs;

    /// <summary>Names the first parameter that holds NaN or an infinity, if one does.</summary>
    public static string? FirstValue(IReadOnlyList<Parameter> parameters)
    {
        for (int i = 0; i < parameters.Count; i++)
            if (!Finite.All(parameters[i].Value.Values))
                return $"value of {parameters[i].Name}";
        return null;
    }

    /// <summary>Names the first parameter whose gradient holds NaN or an infinity, if one does.</summary>
    private static string? FirstGradient(IReadOnlyList<Parameter> parameters)
    {
        for (int i = 0; i < parameters.Count; i++)
            if (!Finite.All(parameters[i].Gradient.Values))
                return $"gradient of {parameters[i].Name}";
        return null;
    }
}
