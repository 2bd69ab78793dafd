using System.Collections.Immutable;
using LayerGen.Optimizers;
using LayerGen.Training;

namespace LayerGen.Persistence;

/// <summary>
/// Everything that decides how training goes on, as data: restored into a network and an optimizer of the same kinds,
/// the same bits follow as if training had never stopped.
/// </summary>
/// <param name="Network">The network's name; for messages, not compared.</param>
/// <param name="Architecture">Its input and its layers as declared, a line each; see <see cref="Describe"/>.</param>
/// <param name="Parameters">Weights and biases.</param>
/// <param name="Optimizer">Settings, learning rate, number of steps and moments.</param>
/// <param name="Dropout">What decides the next dropout masks.</param>
/// <param name="Progress">Where the training loop stands.</param>
/// <param name="Best">The parameters of the best epoch so far, where training keeps them.</param>
public sealed record TrainingState(
    string Network,
    ImmutableArray<string> Architecture,
    ParameterValues Parameters,
    OptimizerState Optimizer,
    DropoutPosition Dropout,
    TrainingProgress Progress,
    ParameterValues? Best = null
)
{
    /// <summary>
    /// What the program that trains wants to find again, such as the options of the run; kept as it is, under names of
    /// the program's own. Values are not null.
    /// </summary>
    public ImmutableSortedDictionary<string, string> Notes { get; init; } =
        ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>Copies the state of a network and its optimizer, between two steps.</summary>
    /// <param name="network">Its parameters and its dropout position are read.</param>
    /// <param name="optimizer">Made for <paramref name="network"/>.</param>
    /// <param name="progress">Where the training loop stands.</param>
    /// <param name="best">The parameters of the best epoch so far, if any.</param>
    public static TrainingState Capture(
        INetwork network,
        IOptimizer optimizer,
        TrainingProgress progress,
        ParameterValues? best = null
    )
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        return new(
            network.Description.Name,
            Describe(network.Description),
            ParameterValues.Capture(network),
            optimizer.Capture(),
            network.DropoutPosition,
            progress,
            best
        );
    }

    /// <summary>
    /// Brings a network and its optimizer to this state; both, or none if anything does not fit. The training loop takes
    /// up <see cref="Progress"/> and <see cref="Best"/> itself.
    /// </summary>
    /// <param name="network">Declared with the same layers.</param>
    /// <param name="optimizer">Made for <paramref name="network"/>, and of the kind that the state comes from.</param>
    /// <returns>This state; or a failure that says what differs, and then everything is as it was.</returns>
    public Result<TrainingState> Restore(INetwork network, IOptimizer optimizer)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(optimizer);
        return Difference(network) is { } difference
            ? new Failure(
                $"The training state does not fit the network {network.Description.Name}: {difference}; "
                    + "continue with the network that it comes from."
            )
            // The last thing that can fail: it changes the optimizer only if it does not.
            : optimizer
                .Restore(Optimizer)
                .Then(_ => Parameters.Restore(network))
                .Map(_ =>
                {
                    network.DropoutPosition = Dropout;
                    return this;
                });
    }

    /// <summary>What of a network must be the same for a state to fit it: input and layers as declared, a line each.</summary>
    /// <param name="network">The network.</param>
    public static ImmutableArray<string> Describe(NetworkDescription network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return
        [
            $"input {TensorDifferences.Show(network.InputShape)}",
            .. network.Layers.Select(layer => $"{layer.Name} {layer.Declaration}"),
        ];
    }

    /// <summary>Says how a network differs from the one of this state; null if it does not.</summary>
    internal string? Difference(INetwork network) =>
        Parameters.Difference(network.Parameters)
        ?? Best?.Difference(network.Parameters)
        ?? LayerDifference(Architecture, Describe(network.Description));

    /// <summary>Says which lines of two descriptions differ; null if none does.</summary>
    internal static string? LayerDifference(
        ImmutableArray<string> found,
        ImmutableArray<string> needed
    )
    {
        string[] differences =
        [
            .. from line in Enumerable.Range(0, Math.Max(found.Length, needed.Length))
            let there = found.ElementAtOrDefault(line) ?? "no layer"
            let here = needed.ElementAtOrDefault(line) ?? "no layer"
            where there != here
            select $"it has '{there}' where the network has '{here}'",
        ];
        return differences.Length == 0 ? null : TensorDifferences.Join(differences);
    }
}
