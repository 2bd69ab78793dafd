using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace LayerGen.Persistence;

/// <summary>Writes header and tensors; needs memory for the header and one piece of a tensor.</summary>
internal static class SafetensorsWriter
{
    /// <returns>How many bytes were written.</returns>
    public static long Write(
        Stream stream,
        FileMetadata metadata,
        IReadOnlyList<FileTensor> tensors
    )
    {
        byte[] header = SafetensorsHeader.Write(metadata, tensors.Select(tensor => tensor.Spec));
        Span<byte> length = stackalloc byte[SafetensorsHeader.LengthBytes];
        BinaryPrimitives.WriteUInt64LittleEndian(length, (ulong)header.Length);
        stream.Write(length);
        stream.Write(header);
        foreach (FileTensor tensor in tensors)
            TensorLayout.Write(tensor.Spec.Axes, tensor.Values.Span, stream.Write);
        return length.Length + header.Length + tensors.Sum(tensor => tensor.Spec.ByteCount);
    }

    /// <summary>The SHA-256 of a state, then name and data of each tensor, in hexadecimal.</summary>
    public static string Digest(ReadOnlySpan<byte> state, IReadOnlyList<FileTensor> tensors)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(state);
        foreach (FileTensor tensor in tensors)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(tensor.Spec.Name));
            TensorLayout.Write(tensor.Spec.Axes, tensor.Values.Span, hash.AppendData);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
