using System.Buffers;
using System.Text.Encodings.Web;
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

    private const int DataAlignment = 8;

    // Texts in texts stay readable: \" instead of six characters. No browser ever takes a header for a page.
    private static readonly JsonWriterOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    /// <summary>The JSON text for tensors that follow each other without gaps, padded so that the data are aligned.</summary>
    public static byte[] Write(FileMetadata metadata, IEnumerable<TensorSpec> tensors)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer, Options))
        {
            json.WriteStartObject();
            metadata.Write(json);
            long begin = 0;
            foreach (TensorSpec tensor in tensors)
            {
                long end = begin + tensor.ByteCount;
                WriteTensor(json, tensor, begin, end);
                begin = end;
            }
            json.WriteEndObject();
        }
        int padding = -(LengthBytes + buffer.WrittenCount) & (DataAlignment - 1);
        buffer.GetSpan(padding)[..padding].Fill((byte)' ');
        buffer.Advance(padding);
        return buffer.WrittenSpan.ToArray();
    }

    private static void WriteTensor(Utf8JsonWriter json, TensorSpec tensor, long begin, long end)
    {
        json.WriteStartObject(tensor.Name);
        json.WriteString(ElementType, Float32);
        json.WriteStartArray(Shape);
        foreach (int axis in tensor.Axes)
            json.WriteNumberValue(axis);
        json.WriteEndArray();
        json.WriteStartArray(Offsets);
        json.WriteNumberValue(begin);
        json.WriteNumberValue(end);
        json.WriteEndArray();
        json.WriteEndObject();
    }
}
