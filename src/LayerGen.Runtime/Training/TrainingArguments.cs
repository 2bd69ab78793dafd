using LayerGen.Data;
using LayerGen.Optimizers;

namespace LayerGen.Training;

/// <summary>Checks everything that a run of training is given, before a parameter is changed.</summary>
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

    /// <summary>
    /// Refuses an optimizer of another network: no step of it would change this one, and nothing else would tell.
    /// </summary>
    public static void CheckOptimizer(INetwork network, IOptimizer optimizer, string parameterName)
    {
        // By reference: parameters of two networks of one class have equal names, and matrices compare by their numbers.
        Parameter? foreign = optimizer.Parameters.FirstOrDefault(updated =>
            !network.Parameters.Any(own => ReferenceEquals(own.Value, updated.Value))
        );
        if (foreign is not null)
            throw new ArgumentException(
                $"Optimizer: it updates {Shown(foreign)} of another network, needed are parameters of the "
                    + $"{network.Description.Name} that is trained ({string.Join(", ", network.Parameters.Select(Shown))}); make "
                    + "it for the network that the option is given, as in network => new Adam(network).",
                parameterName
            );
    }

    private static string Shown(Parameter parameter) =>
        $"{parameter.Name} [{string.Join("×", parameter.Axes)}]";

    private static string? Split(int samples, double fraction, bool hasValidation) =>
        !(fraction is >= 0 and < 1)
            ? $"ValidationFraction is {Invariant.Of(fraction)}; a number of at least 0 and below 1 is needed."
        : fraction > 0 && hasValidation
            ? "ValidationFraction is set, but validation samples are given as well; give one of them."
        : fraction > 0 && samples < 2
            ? "ValidationFraction is set, but there is 1 sample; at least 2 are needed."
        : null;
}
