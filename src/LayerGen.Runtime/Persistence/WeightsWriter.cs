using System.Buffers.Binary;

namespace LayerGen.Persistence;

/// <summary>Writes header and tensors; needs memory for one tensor.</summary>
internal static class WeightsWriter
{
    public static void Write(
        Stream stream,
        ReadOnlySpan<byte> header,
        IReadOnlyList<Parameter> parameters
    )
    {
        Span<byte> length = stackalloc byte[SafetensorsHeader.LengthBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        for (int i = 0; i < parameters.Count; i++)
        {
            byte[] bytes = new byte[TensorLayout.ByteCount(parameters[i])];
            TensorLayout.Write(parameters[i], bytes);
            stream.Write(bytes);
        }
    }
}
