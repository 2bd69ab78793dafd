using System.Collections.Immutable;
using System.Text;
using System.Text.Json;

namespace LayerGen.Persistence;

/// <summary>
/// Reads the JSON header of a safetensors file for tensors whose names are known; the first unknown one ends it, so
/// memory depends on the network and not on what the header holds.
/// </summary>
/// <remarks><b>Errors:</b> <see cref="InvalidDataException"/>, with a message that follows the name of the file.</remarks>
internal static class SafetensorsParser
{
    /// <summary>More axes than any parameter has; a longer shape is wrong before its end is seen.</summary>
    private const int MaxAxes = 8;

    private const int MaxShownName = 80;

    /// <summary>Reads a header.</summary>
    /// <param name="header">The JSON text.</param>
    /// <param name="parameters">The tensors that are expected.</param>
    /// <returns>One entry for each parameter; null where the file has none.</returns>
    /// <exception cref="InvalidDataException">The header is wrong, or has a tensor that is not expected.</exception>
    public static TensorEntry?[] Parse(
        ReadOnlySpan<byte> header,
        IReadOnlyList<Parameter> parameters
    )
    {
        try
        {
            Utf8JsonReader json = new(header);
            TensorEntry?[] entries = ReadTensors(ref json, parameters);
            // Only spaces may follow; anything else throws.
            json.Read();
            return entries;
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

    private static TensorEntry?[] ReadTensors(
        ref Utf8JsonReader json,
        IReadOnlyList<Parameter> parameters
    )
    {
        TensorEntry?[] entries = new TensorEntry?[parameters.Count];
        Expect(ref json, JsonTokenType.StartObject, "the header");
        while (NextProperty(ref json))
        {
            if (json.ValueTextEquals(SafetensorsHeader.Metadata))
            {
                ReadMetadata(ref json);
                continue;
            }
            int index = IndexOfName(ref json, parameters);
            if (index < 0)
                throw new InvalidDataException(
                    $"holds a tensor '{ShownName(ref json)}' that the network does not have; "
                        + "give a file that was saved from the same network."
                );
            string name = parameters[index].Name;
            if (entries[index] is not null)
                throw new InvalidDataException(
                    $"its header names tensor '{name}' twice; the file is damaged."
                );
            entries[index] = ReadTensor(ref json, name);
        }
        return entries;
    }

    private static void ReadMetadata(ref Utf8JsonReader json)
    {
        Expect(ref json, JsonTokenType.StartObject, SafetensorsHeader.Metadata);
        while (NextProperty(ref json))
        {
            bool isFormat = json.ValueTextEquals(SafetensorsHeader.FormatKey);
            Expect(ref json, JsonTokenType.String, "a value of " + SafetensorsHeader.Metadata);
            if (isFormat && !json.ValueTextEquals(SafetensorsHeader.Format))
                throw new InvalidDataException(
                    $"has {SafetensorsHeader.FormatKey} '{ShownName(ref json)}', but this version reads "
                        + $"'{SafetensorsHeader.Format}'; use the version that wrote the file."
                );
        }
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

    private static int IndexOfName(ref Utf8JsonReader json, IReadOnlyList<Parameter> parameters)
    {
        for (int i = 0; i < parameters.Count; i++)
            if (json.ValueTextEquals(parameters[i].Name))
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
