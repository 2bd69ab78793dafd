using System.Buffers.Binary;
using System.Text;

namespace LayerGen.Tests.Persistence;

/// <summary>Writes safetensors files for tests by the format's specification, right and wrong ones.</summary>
internal static class SafetensorsBytes
{
    /// <summary>The tensors of <see cref="WeightsNetwork.Create"/>, the bias first, as another program might write them.</summary>
    public const string Header =
        """{"conv1.bias":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"conv1.weight":{"dtype":"F32","shape":[2,1,2,3],"data_offsets":[8,56]}}""";

    /// <summary>The data to go with <see cref="Header"/>: biases 0.5 and 1.5, weights 2.5 to 13.5.</summary>
    public static readonly byte[] Data = Floats([.. Enumerable.Range(0, 14).Select(i => i + 0.5f)]);

    public static byte[] File(string header, byte[] data)
    {
        byte[] text = Encoding.UTF8.GetBytes(header);
        byte[] length = new byte[8];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)text.Length);
        return [.. length, .. text, .. data];
    }

    public static byte[] Floats(params float[] values)
    {
        byte[] bytes = new byte[4 * values.Length];
        for (int i = 0; i < values.Length; i++)
            BinaryPrimitives.WriteSingleLittleEndian(bytes.AsSpan(4 * i), values[i]);
        return bytes;
    }
}
