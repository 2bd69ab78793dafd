using System.Collections.Immutable;
using LayerGen.Persistence;

namespace LayerGen.Optimizers;

/// <summary>Everything that decides the next steps of an optimizer, as data.</summary>
/// <param name="Kind">Which optimizer it is: <c>adam</c>, <c>sgd</c>.</param>
/// <param name="Settings">
/// Its settings by name, such as <c>beta1</c>; a switch is 0 or 1. Finite. Without the learning rate it started with.
/// </param>
/// <param name="LearningRate">The size of the next step, wherever a schedule has brought it.</param>
/// <param name="Steps">How many steps were made.</param>
/// <param name="Moments">What it remembers about each parameter, by kind: <c>first_moment</c>, <c>velocity</c>.</param>
public sealed record OptimizerState(
    string Kind,
    ImmutableSortedDictionary<string, double> Settings,
    double LearningRate,
    long Steps,
    ImmutableSortedDictionary<string, ParameterValues> Moments
)
{
    /// <summary>Says why this is no state of an optimizer of some kind with some settings, if it is none.</summary>
    internal string? Mismatch(string kind, params ReadOnlySpan<string> settings)
    {
        if (Kind != kind)
            return $"it is of kind '{Kind}', needed '{kind}'";
        foreach (string setting in settings)
            if (!Settings.ContainsKey(setting))
                return $"setting '{setting}' is missing";
        if (Settings.Count != settings.Length)
            return $"it has {Settings.Count} settings, needed {settings.Length}";
        return Steps is >= 0 and < long.MaxValue ? null : $"it has made {Steps} steps";
    }

    internal static Failure Refused(string reason) =>
        new(
            $"The state of the optimizer does not fit: {reason.TrimEnd('.')}; "
                + "continue with the optimizer and the network that it comes from."
        );
}
