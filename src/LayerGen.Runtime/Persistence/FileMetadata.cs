using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace LayerGen.Persistence;

/// <summary>What our own entries of a safetensors file's <c>__metadata__</c> say; other programs' files have none.</summary>
/// <param name="Network">The network's name, for people.</param>
/// <param name="State">The scalar part of a training state as JSON text; null in a file of weights alone.</param>
/// <param name="Digest">The SHA-256 of state and data in hexadecimal; null in a file of weights alone.</param>
internal sealed record FileMetadata(string? Network, byte[]? State = null, string? Digest = null)
{
    /// <summary>The key and the number of the conventions for weights.</summary>
    public const string FormatKey = "layergen_format";
    public const string Format = "1";

    public const string NetworkKey = "layergen_network";

    /// <summary>The key and the number of the conventions for training states.</summary>
    public const string CheckpointKey = "layergen_checkpoint";
    public const string Checkpoint = "1";

    public const string StateKey = "layergen_state";
    public const string DigestKey = "layergen_sha256";

    public static readonly ImmutableArray<string> Keys =
    [
        FormatKey,
        NetworkKey,
        CheckpointKey,
        StateKey,
        DigestKey,
    ];

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject(SafetensorsHeader.Metadata);
        json.WriteString(FormatKey, Format);
        json.WriteString(NetworkKey, Network);
        if (State is not null)
        {
            json.WriteString(CheckpointKey, Checkpoint);
            json.WriteString(DigestKey, Digest);
            json.WriteString(StateKey, Encoding.UTF8.GetString(State));
        }
        json.WriteEndObject();
    }
}
