using System.Buffers;
using System.Text.Json;

namespace LayerGen.Persistence;

/// <summary>The names of a safetensors header, and how one is written.</summary>
/// <remarks><b>Source:</b> the format's specification in the README of huggingface/safetensors.</remarks>
internal static class SafetensorsHeader
{
    /// <summary>The header's length stands before it, as an unsigned little-endian number of so many bytes.</summary>
    public const int LengthBytes = sizeof(ulong);

    /// <summary>The largest header that the format allows.</summary>
    public const int MaxLength = 100_000_000;

    public const string Metadata = "__metadata__";
    public const string ElementType = "dtype";
    public const string Shape = "shape";
    public const string Offsets = "data_offsets";
    public const string Float32 = "F32";

    /// <summary>The key and the number of our own conventions; files of other programs do not have it.</summary>
    public const string FormatKey = "layergen_format";
    public const string Format = "1";
    public const string NetworkKey = "layergen_network";

    private const int DataAlignment = 8;

    /// <summary>The JSON text for parameters that follow each other without gaps, padded so that the data are aligned.</summary>
    public static byte[] Write(string network, IReadOnlyList<Parameter> parameters)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteStartObject(Metadata);
            json.WriteString(FormatKey, Format);
            json.WriteString(NetworkKey, network);
            json.WriteEndObject();
            long begin = 0;
            for (int i = 0; i < parameters.Count; i++)
            {
                long end = begin + TensorLayout.ByteCount(parameters[i]);
                WriteTensor(json, parameters[i], begin, end);
                begin = end;
            }
            json.WriteEndObject();
        }
        int padding = -(LengthBytes + buffer.WrittenCount) & (DataAlignment - 1);
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteTensor(Utf8JsonWriter json, Parameter parameter, long begin, long end)
    {
        json.WriteStartObject(parameter.Name);
        json.WriteString(ElementType, Float32);
        json.WriteStartArray(Shape);
        foreach (int axis in parameter.Axes)
            json.WriteNumberValue(axis);
        json.WriteEndArray();
        json.WriteStartArray(Offsets);
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
