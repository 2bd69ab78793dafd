using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace LayerGen.Persistence;

/// <summary>
/// Reads the JSON header of a safetensors file for tensors whose names are known; of unknown ones it keeps a few, so
/// memory depends on the network and not on what the header holds.
/// </summary>
/// <remarks><b>Errors:</b> <see cref="InvalidDataException"/>, with a message that follows the name of the file.</remarks>
internal static class SafetensorsParser
{
    /// <summary>More axes than any parameter has; a longer shape is wrong before its end is seen.</summary>
    private const int MaxAxes = 8;

    /// <summary>As many unknown tensors are told by name.</summary>
    private const int MaxUnknown = 8;

    private const int MaxShownName = 80;

    /// <summary>Reads what our own entries of the metadata say, wherever in the header they are.</summary>
    /// <exception cref="InvalidDataException">The header is wrong, or is of another version.</exception>
    public static FileMetadata ParseMetadata(ReadOnlySpan<byte> header) =>
        Guard(
            header,
            static (ref json) =>
            {
                FileMetadata? metadata = null;
                Expect(ref json, JsonTokenType.StartObject, "the header");
                while (NextProperty(ref json))
                    if (!json.ValueTextEquals(SafetensorsHeader.Metadata))
                        Skip(ref json);
                    else if (metadata is null)
                        metadata = ReadMetadata(ref json);
                    else
                        throw new InvalidDataException(
                            $"its header has {SafetensorsHeader.Metadata} twice; the file is damaged."
                        );
                return metadata ?? new(Network: null);
            }
        );

    /// <summary>Reads the tensors of a header.</summary>
    /// <param name="header">The JSON text.</param>
    /// <param name="specs">The tensors that are expected.</param>
    /// <exception cref="InvalidDataException">The header is wrong.</exception>
    public static ParsedTensors Parse(ReadOnlySpan<byte> header, IReadOnlyList<TensorSpec> specs) =>
        Guard(header, (ref json) => ReadTensors(ref json, specs));

    private delegate T Reading<out T>(ref Utf8JsonReader json);

    private static T Guard<T>(ReadOnlySpan<byte> header, Reading<T> read)
    {
        try
        {
            Utf8JsonReader json = new(header);
            T result = read(ref json);
            // Only spaces may follow; anything else throws.
            json.Read();
            return result;
        }
        // Half a surrogate pair is found only where a name is decoded, as an InvalidOperationException.
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw new InvalidDataException(
                "its header is not valid JSON; the file is damaged or no safetensors file.",
                exception
            );
        }
    }

    private static ParsedTensors ReadTensors(
        ref Utf8JsonReader json,
        IReadOnlyList<TensorSpec> specs
    )
    {
        TensorEntry?[] entries = new TensorEntry?[specs.Count];
        List<(string, ImmutableArray<long>)> unknown = [];
        int unknownCount = 0;
        Expect(ref json, JsonTokenType.StartObject, "the header");
        while (NextProperty(ref json))
        {
            if (json.ValueTextEquals(SafetensorsHeader.Metadata))
            {
                Skip(ref json);
                continue;
            }
            int index = IndexOfName(ref json, specs);
            string name = index < 0 ? ShownName(ref json) : specs[index].Name;
            TensorEntry entry = ReadTensor(ref json, name);
            if (index < 0)
            {
                if (unknownCount++ < MaxUnknown)
                    unknown.Add((name, entry.Shape));
            }
            else if (entries[index] is null)
                entries[index] = entry;
            else
                throw new InvalidDataException(
                    $"its header names tensor '{name}' twice; the file is damaged."
                );
        }
        return new([.. entries], [.. unknown], unknownCount);
    }

    private static FileMetadata ReadMetadata(ref Utf8JsonReader json)
    {
        string? network = null;
        string? checkpoint = null;
        string? digest = null;
        byte[]? state = null;
        Expect(ref json, JsonTokenType.StartObject, SafetensorsHeader.Metadata);
        while (NextProperty(ref json))
        {
            string? key = KnownKey(ref json);
            Expect(ref json, JsonTokenType.String, "a value of " + SafetensorsHeader.Metadata);
            if (key == FileMetadata.FormatKey)
                RequireVersion(ref json, key, FileMetadata.Format);
            else if (key == FileMetadata.CheckpointKey)
            {
                RequireVersion(ref json, key, FileMetadata.Checkpoint);
                checkpoint = FileMetadata.Checkpoint;
            }
            else if (key == FileMetadata.NetworkKey)
                network = ShownName(ref json);
            else if (key == FileMetadata.DigestKey)
                digest = ShownName(ref json);
            else if (key == FileMetadata.StateKey)
                state = Unescaped(ref json);
        }
        return (checkpoint, state, digest) switch
        {
            (null, null, null) => new(network),
            (not null, not null, not null) => new(network, state, digest),
            _ => throw new InvalidDataException(
                $"its metadata needs {FileMetadata.CheckpointKey}, {FileMetadata.StateKey} and {FileMetadata.DigestKey}, "
                    + "or none of them; the file is damaged."
            ),
        };
    }

    private static void RequireVersion(ref Utf8JsonReader json, string key, string version)
    {
        if (!json.ValueTextEquals(version))
            throw new InvalidDataException(
                $"has {key} '{ShownName(ref json)}', but this version reads '{version}'; use the version that wrote "
                    + "the file."
            );
    }

    private static string? KnownKey(ref Utf8JsonReader json)
    {
        foreach (string key in FileMetadata.Keys)
            if (json.ValueTextEquals(key))
                return key;
        return null;
    }

    private static byte[] Unescaped(ref Utf8JsonReader json)
    {
        byte[] text = new byte[json.ValueSpan.Length];
        int length = json.CopyString(text);
        return text[..length];
    }

    private static void Skip(ref Utf8JsonReader json)
    {
        if (!json.Read())
            throw new JsonException();
        json.Skip();
    }

    private static TensorEntry ReadTensor(ref Utf8JsonReader json, string name)
    {
        string subject = $"tensor '{name}'";
        string? elementType = null;
        ImmutableArray<long>? shape = null;
        ImmutableArray<long>? offsets = null;
        Expect(ref json, JsonTokenType.StartObject, subject);
        while (NextProperty(ref json))
        {
            if (json.ValueTextEquals(SafetensorsHeader.ElementType) && elementType is null)
            {
                Expect(ref json, JsonTokenType.String, $"{subject}, dtype");
                elementType = ShownName(ref json);
            }
            else if (json.ValueTextEquals(SafetensorsHeader.Shape) && shape is null)
                shape = ReadNumbers(ref json, $"{subject}, shape");
            else if (json.ValueTextEquals(SafetensorsHeader.Offsets) && offsets is null)
                offsets = ReadNumbers(ref json, $"{subject}, data_offsets");
            else
                throw new InvalidDataException(
                    $"{subject} has an unknown or repeated property '{ShownName(ref json)}'; the file is damaged."
                );
        }
        return elementType is not null && shape is not null && offsets is [var begin, var end]
            ? new(elementType, shape.Value, begin, end)
            : throw new InvalidDataException(
                $"{subject} needs dtype, shape and two data_offsets, and lacks one of them; the file is damaged."
            );
    }

    private static ImmutableArray<long> ReadNumbers(ref Utf8JsonReader json, string subject)
    {
        Expect(ref json, JsonTokenType.StartArray, subject);
        ImmutableArray<long>.Builder numbers = ImmutableArray.CreateBuilder<long>(MaxAxes);
        while (json.Read() && json.TokenType != JsonTokenType.EndArray)
        {
            if (
                json.TokenType != JsonTokenType.Number
                || !json.TryGetInt64(out long number)
                || number < 0
            )
                throw new InvalidDataException(
                    $"{subject} holds something else than numbers from 0; the file is damaged."
                );
            if (numbers.Count == MaxAxes)
                throw new InvalidDataException(
                    $"{subject} has more than {MaxAxes} numbers; give a file that was saved from the same network."
                );
            numbers.Add(number);
        }
        return numbers.ToImmutable();
    }

    private static int IndexOfName(ref Utf8JsonReader json, IReadOnlyList<TensorSpec> specs)
    {
        for (int i = 0; i < specs.Count; i++)
            if (json.ValueTextEquals(specs[i].Name))
                return i;
        return -1;
    }

    /// <summary>Whether the object goes on; then its next property's name has been read.</summary>
    private static bool NextProperty(ref Utf8JsonReader json) =>
        json.Read() && json.TokenType == JsonTokenType.PropertyName;

    private static void Expect(ref Utf8JsonReader json, JsonTokenType token, string subject)
    {
        if (!json.Read() || json.TokenType != token)
            throw new InvalidDataException(
                $"{subject} should be a JSON {Describe(token)}, found {Describe(json.TokenType)}; "
                    + "the file is damaged or no safetensors file."
            );
    }

    private static string Describe(JsonTokenType token) =>
        token switch
        {
            JsonTokenType.StartObject => "object",
            JsonTokenType.StartArray => "array",
            JsonTokenType.String => "string",
            JsonTokenType.Number => "number",
            JsonTokenType.True or JsonTokenType.False => "boolean",
            JsonTokenType.Null => "null",
            _ => "nothing",
        };

    /// <summary>A name as it stands in the file, for a message: short, whatever it is.</summary>
    private static string ShownName(ref Utf8JsonReader json) =>
        json.ValueSpan.Length <= MaxShownName
            ? Encoding.UTF8.GetString(json.ValueSpan)
            : Encoding.UTF8.GetString(json.ValueSpan[..MaxShownName]) + "…";
}
