using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using LayerGen;
using LayerGen.Persistence;
using MnistModel.Data;
using MnistModel.Running;

namespace MnistModel.Report;

/// <summary>What has to be known about a run, and what to type to repeat it.</summary>
internal static class RunFacts
{
    /// <summary>Names and values, most important first.</summary>
    /// <param name="model">The file of the network.</param>
    /// <param name="history">How it was trained.</param>
    /// <param name="data">What it was tested with.</param>
    /// <param name="network">The network that was tested.</param>
    public static ImmutableArray<Fact> Of(
        string model,
        RunHistory history,
        LoadedData data,
        INetwork network
    ) =>
        [
            new("weights", model),
            new(
                "tested with",
                Invariant($"{data.Title}, {data.Origin}; {data.Test.Count:N0} images")
            ),
            .. history.State is { } state ? Of(state) : [],
            new(
                "machine",
                Invariant(
                    $"threads {network.Workers.Count}, {Machine.Detect().VectorBits}-bit vectors"
                )
            ),
            new(
                "program",
                $"MnistModel {typeof(RunFacts).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion}"
            ),
        ];

    private static ImmutableArray<Fact> Of(TrainingState state) =>
        [
            new("seed", Invariant($"{state.Progress.Seed}")),
            new(
                "optimizer",
                Invariant(
                    $"{state.Optimizer.Kind}, last learning rate {state.Optimizer.LearningRate}, {state.Optimizer.Steps:N0} steps"
                )
            ),
        ];

    private static string Invariant(FormattableString text) =>
        text.ToString(CultureInfo.InvariantCulture);
}
