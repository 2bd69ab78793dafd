using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using LayerGen.Optimizers;
using LayerGen.Training;

namespace LayerGen.Persistence;

/// <summary>The part of a training state that is no tensor, as it stands in a checkpoint's metadata.</summary>
/// <param name="Architecture">See <see cref="TrainingState.Architecture"/>.</param>
/// <param name="Optimizer">The optimizer without its moments.</param>
/// <param name="Dropout">See <see cref="TrainingState.Dropout"/>.</param>
/// <param name="Progress">See <see cref="TrainingState.Progress"/>.</param>
/// <param name="HasBest">Whether the file has <see cref="TrainingState.Best"/>.</param>
/// <param name="Notes">See <see cref="TrainingState.Notes"/>.</param>
internal sealed record CheckpointDocument(
    ImmutableArray<string> Architecture,
    OptimizerDocument Optimizer,
    DropoutPosition Dropout,
    TrainingProgress Progress,
    bool HasBest,
    ImmutableSortedDictionary<string, string> Notes
)
{
    /// <summary>More kinds than any optimizer has: memory stays in proportion to the network.</summary>
    public const int MaxMomentKinds = 8;

    public static CheckpointDocument Of(TrainingState state) =>
        new(
            state.Architecture,
            new(
                state.Optimizer.Kind,
                state.Optimizer.Settings,
                state.Optimizer.LearningRate,
                state.Optimizer.Steps,
                [.. state.Optimizer.Moments.Keys]
            ),
            state.Dropout,
            state.Progress,
            state.Best is not null,
            state.Notes
        );

    public byte[] ToJson() =>
        JsonSerializer.SerializeToUtf8Bytes(this, CheckpointJson.Default.CheckpointDocument);

    /// <exception cref="InvalidDataException">The text is no training state.</exception>
    public static CheckpointDocument Parse(ReadOnlySpan<byte> json)
    {
        CheckpointDocument? document;
        try
        {
            document = JsonSerializer.Deserialize(json, CheckpointJson.Default.CheckpointDocument);
        }
        // Half a surrogate pair is an InvalidOperationException.
        catch (Exception exception)
            when (exception
                    is JsonException
                        or InvalidOperationException
                        or ArgumentException
                        or NotSupportedException
            )
        {
            string place = exception is JsonException { Path: { } path } ? $" at {path}" : "";
            throw new InvalidDataException(
                $"its training state cannot be read{place}; the file is damaged or was changed.",
                exception
            );
        }
        return document?.Problem is not { } problem && document is not null
            ? document
            : throw new InvalidDataException(
                $"its training state is wrong: {document?.Problem ?? "it is null"}; the file is damaged."
            );
    }

    /// <summary>What no training writes; what depends on the network and the optimizer is theirs to check.</summary>
    private string? Problem =>
        Dropout.Step < 0 ? $"dropout is at step {Dropout.Step}"
        : Optimizer.Moments.Length > MaxMomentKinds
        || Optimizer.Moments.Distinct().Count() < Optimizer.Moments.Length
            ? "the optimizer has more kinds of moments than possible, or one twice"
        : Notes.Any(note => note.Value is null) ? "a note is null"
        : Progress.Problem;
}

/// <summary>An optimizer's state without the numbers of its moments.</summary>
/// <param name="Kind">See <see cref="OptimizerState.Kind"/>.</param>
/// <param name="Settings">See <see cref="OptimizerState.Settings"/>.</param>
/// <param name="LearningRate">See <see cref="OptimizerState.LearningRate"/>.</param>
/// <param name="Steps">See <see cref="OptimizerState.Steps"/>.</param>
/// <param name="Moments">The kinds of moments.</param>
internal sealed record OptimizerDocument(
    string Kind,
    ImmutableSortedDictionary<string, double> Settings,
    double LearningRate,
    long Steps,
    ImmutableArray<string> Moments
);

/// <summary>How a checkpoint's document is written and read: strictly, so that no mistake passes as a default.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    AllowDuplicateProperties = false,
    IgnoreReadOnlyProperties = true
)]
[JsonSerializable(typeof(CheckpointDocument))]
internal sealed partial class CheckpointJson : JsonSerializerContext;
