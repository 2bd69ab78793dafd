using LayerGen.Data;

namespace LayerGen.Training;

/// <summary>Checks everything that a run of training is given, before anything is changed.</summary>
internal static class TrainingArguments
{
    public static void Check<TTargets>(
        INetwork network,
        IBatchSource<TTargets> data,
        TrainingOptions options,
        IBatchSource<TTargets>? validation
    )
    {
        SourceArguments.Check(network, data, nameof(data));
        if (validation is not null)
            SourceArguments.Check(network, validation, nameof(validation));
        string? problem =
            Split(data.Count, options.ValidationFraction, validation is not null)
            ?? options.Problem(network, validation is not null || options.ValidationFraction > 0);
        if (problem is not null)
            throw new ArgumentException(problem, nameof(options));
    }

    private static string? Split(int samples, double fraction, bool hasValidation) =>
        !(fraction is >= 0 and < 1)
            ? $"ValidationFraction is {Invariant.Of(fraction)}; a number of at least 0 and below 1 is needed."
        : fraction > 0 && hasValidation
            ? "ValidationFraction is set, but validation samples are given as well; give one of them."
        : fraction > 0 && samples < 2
            ? "ValidationFraction is set, but there is 1 sample; at least 2 are needed."
        : null;
}
