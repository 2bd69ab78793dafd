using System.Collections.Immutable;
using System.Globalization;
using LayerGen;

namespace MnistModel.Predicting;

/// <summary>What a network says about one image.</summary>
/// <param name="Class">The class of the largest probability, the first one of equals.</param>
/// <param name="Probabilities">One a class, 0 to 1.</param>
internal sealed record Answer(int Class, ImmutableArray<float> Probabilities)
{
    /// <summary>The probability of <see cref="Class"/>.</summary>
    public float Probability => Probabilities[Class];

    /// <summary>The class of the second largest probability, the first one of equals; the same where there is but one class.</summary>
    public int Second =>
        Enumerable
            .Range(0, Probabilities.Length)
            .Where(other => other != Class)
            .DefaultIfEmpty(Class)
            .MaxBy(other => Probabilities[other]);

    /// <summary>Reads the answer out of outputs that may be no numbers: weights can be finite and still too large.</summary>
    /// <param name="probabilities">One a class; at least one.</param>
    /// <param name="name">What messages begin with: what was asked about.</param>
    public static Result<Answer> Read(ReadOnlySpan<float> probabilities, string name)
    {
        foreach (float probability in probabilities)
            if (!float.IsFinite(probability))
                return new Failure(
                    $"{name}: the network's answer is {probability.ToString(CultureInfo.InvariantCulture)}, because its weights "
                        + "are too large; train again with a lower learning rate, or give other weights."
                );
        return Of(probabilities);
    }

    /// <summary>Reads the answer out of the network's outputs.</summary>
    /// <param name="probabilities">One a class; at least one.</param>
    public static Answer Of(ReadOnlySpan<float> probabilities)
    {
        int largest = 0;
        for (int i = 1; i < probabilities.Length; i++)
            if (probabilities[i] > probabilities[largest])
                largest = i;
        return new(largest, [.. probabilities]);
    }
}
