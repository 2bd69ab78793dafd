using System.Buffers.Binary;

namespace LayerGen.Persistence;

/// <summary>Reads a safetensors file into parameters that are changed only when everything in it was found right.</summary>
/// <remarks><b>Errors:</b> <see cref="InvalidDataException"/>, with a message that follows the name of the file.</remarks>
internal static class WeightsReader
{
    public static void Read(Stream file, NetworkParameters parameters)
    {
        byte[] header = ReadHeader(file);
        TensorEntry[] entries = Match(SafetensorsParser.Parse(header, parameters.All), parameters);
        CheckCoverage(entries, parameters, file.Length - file.Position);
        long dataStart = file.Position;
        // As large as the network's parameters, and so much is in the file: both have just been checked.
        byte[][] data = [.. entries.Select(entry => ReadData(file, dataStart, entry))];
        for (int i = 0; i < data.Length; i++)
            CheckFinite(data[i], parameters.All[i]);
        for (int i = 0; i < data.Length; i++)
            TensorLayout.Read(data[i], parameters.All[i]);
    }

    private static byte[] ReadData(Stream file, long dataStart, TensorEntry entry)
    {
        byte[] data = new byte[entry.End - entry.Begin];
        file.Position = dataStart + entry.Begin;
        file.ReadExactly(data);
        return data;
    }

    private static byte[] ReadHeader(Stream file)
    {
        long available = file.Length - SafetensorsHeader.LengthBytes;
        if (available < 0)
            throw new InvalidDataException(
                $"has {file.Length} bytes, too few for a safetensors file; it is empty, cut short or another file."
            );
        Span<byte> lengthBytes = stackalloc byte[SafetensorsHeader.LengthBytes];
        file.ReadExactly(lengthBytes);
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(lengthBytes);
        long most = Math.Min(available, SafetensorsHeader.MaxLength);
        if (length > (ulong)most)
            throw new InvalidDataException(
                $"announces a header of {length} bytes, but at most {most} are possible; it is cut short or no "
                    + "safetensors file."
            );
        byte[] header = new byte[length];
        file.ReadExactly(header);
        return header;
    }

    /// <summary>Checks that each parameter has a tensor of its type, shape and size.</summary>
    private static TensorEntry[] Match(TensorEntry?[] entries, NetworkParameters parameters)
    {
        TensorEntry[] matched = new TensorEntry[entries.Length];
        for (int i = 0; i < entries.Length; i++)
        {
            Parameter parameter = parameters.All[i];
            string subject = $"tensor '{parameter.Name}'";
            TensorEntry entry =
                entries[i]
                ?? throw new InvalidDataException(
                    $"{subject} is missing; give a file that was saved from the network {parameters.Network}."
                );
            if (entry.ElementType != SafetensorsHeader.Float32)
                throw new InvalidDataException(
                    $"{subject} holds {entry.ElementType}, but {SafetensorsHeader.Float32} is needed; convert the file."
                );
            if (!entry.Shape.AsSpan().SequenceEqual([.. parameter.Axes.Select(axis => (long)axis)]))
                throw new InvalidDataException(
                    $"{subject} has shape [{string.Join(", ", entry.Shape)}], but {parameters.Network} needs "
                        + $"[{string.Join(", ", parameter.Axes)}]; give a file that was saved from the same network."
                );
            long needed = TensorLayout.ByteCount(parameter);
            if (entry.End - entry.Begin != needed)
                throw new InvalidDataException(
                    $"{subject} has data_offsets [{entry.Begin}, {entry.End}], but its shape needs {needed} bytes; "
                        + "the file is damaged."
                );
            matched[i] = entry;
        }
        return matched;
    }

    /// <summary>Checks that the tensors fill the data without gaps, overlaps or a rest.</summary>
    private static void CheckCoverage(
        TensorEntry[] entries,
        NetworkParameters parameters,
        long dataLength
    )
    {
        long position = 0;
        foreach (
            (TensorEntry entry, Parameter parameter) in entries
                .Zip(parameters.All)
                .OrderBy(pair => pair.First.Begin)
        )
        {
            if (entry.Begin != position)
                throw new InvalidDataException(
                    $"tensor '{parameter.Name}' begins at byte {entry.Begin} of the data, but "
                        + $"{(entry.Begin < position ? "overlaps the one that ends" : "there is a gap behind the one that ends")} "
                        + $"at {position}; the file is damaged."
                );
            position = entry.End;
        }
        if (position != dataLength)
            throw new InvalidDataException(
                $"its tensors need {position} bytes of data, found {dataLength}; the file is "
                    + $"{(dataLength < position ? "cut short" : "damaged")}."
            );
    }

    private static void CheckFinite(ReadOnlySpan<byte> bytes, Parameter parameter)
    {
        int index = TensorLayout.FirstNotFinite(bytes);
        if (index >= 0)
            throw new InvalidDataException(
                $"tensor '{parameter.Name}' is not finite at index {index}; the file is damaged or was saved after "
                    + "training diverged."
            );
    }
}
