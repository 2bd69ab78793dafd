using System.Collections.Immutable;
using LayerGen.Reference.Naive;

namespace LayerGen.Reference.Checks;

/// <summary>What the batch normalisations of a generated network remember: parameters that nothing learns.</summary>
internal static class RunningStatistics
{
    private const string Mean = ".mean";
    private const string Variance = ".variance";

    /// <summary>Whether a parameter is remembered, not learned.</summary>
    public static bool Has(Parameter parameter) => IsMean(parameter) || IsVariance(parameter);

    /// <summary>Whether a parameter is a running variance, which is never negative.</summary>
    public static bool IsVariance(Parameter parameter) =>
        parameter.Name.EndsWith(Variance, StringComparison.Ordinal);

    /// <summary>What is learned, first layer first.</summary>
    public static ImmutableArray<Parameter> Learned(INetwork network) =>
        [.. network.Parameters.Where(parameter => !Has(parameter))];

    /// <summary>One for each batch normalisation, first to last.</summary>
    public static ImmutableArray<NaiveStatistics> Of(INetwork network) =>
        [
            .. network
                .Parameters.Where(IsMean)
                .Zip(
                    network.Parameters.Where(IsVariance),
                    (mean, variance) =>
                        new NaiveStatistics(
                            NaiveParameter.From(mean).Values,
                            NaiveParameter.From(variance).Values
                        )
                ),
        ];

    private static bool IsMean(Parameter parameter) =>
        parameter.Name.EndsWith(Mean, StringComparison.Ordinal);
}
