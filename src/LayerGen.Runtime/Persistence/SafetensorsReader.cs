using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace LayerGen.Persistence;

/// <summary>Reads a safetensors file, and hands its tensors out only when everything in it was found right.</summary>
/// <remarks><b>Errors:</b> <see cref="InvalidDataException"/>, with a message that follows the name of the file.</remarks>
internal sealed class SafetensorsReader
{
    private readonly Stream _file;
    private readonly byte[] _header;
    private readonly long _dataStart;

    /// <summary>Reads the header of a file that begins where the stream does.</summary>
    public SafetensorsReader(Stream file)
    {
        _file = file;
        _header = ReadHeader(file);
        _dataStart = file.Position;
        Metadata = SafetensorsParser.ParseMetadata(_header);
    }

    public FileMetadata Metadata { get; }

    /// <summary>Says which tensors differ from the expected ones and how; null if none does.</summary>
    /// <remarks>What stands beside parameters is told only if the parameters are right.</remarks>
    public string? Difference(IReadOnlyList<TensorSpec> specs) =>
        Compare(SafetensorsParser.Parse(_header, specs), specs);

    /// <summary>Reads tensors.</summary>
    /// <param name="specs">The tensors of the file, all of them; <see cref="Difference"/> has nothing to say about them.</param>
    /// <returns>Their values, in the order of <see cref="Parameter.Value"/>'s storage.</returns>
    public ImmutableArray<float>[] Read(IReadOnlyList<TensorSpec> specs)
    {
        ImmutableArray<TensorEntry?> entries = SafetensorsParser.Parse(_header, specs).Entries;
        (TensorSpec Spec, TensorEntry Entry, int Index)[] ordered =
        [
            .. specs
                .Select((spec, index) => (Spec: spec, Entry: entries[index]!, Index: index))
                .OrderBy(tensor => tensor.Entry.Begin),
        ];
        foreach ((TensorSpec spec, TensorEntry entry, _) in ordered)
            CheckSize(spec, entry);
        CheckCoverage(ordered, _file.Length - _dataStart);
        // As large as the file's data, which has just been checked.
        ImmutableArray<float>[] values = new ImmutableArray<float>[specs.Count];
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        if (Metadata.State is { } state)
            hash.AppendData(state);
        _file.Position = _dataStart;
        foreach ((TensorSpec spec, _, int index) in ordered)
            values[index] = ReadTensor(spec, hash);
        if (
            Metadata.Digest is { } digest
            && digest != Convert.ToHexStringLower(hash.GetHashAndReset())
        )
            throw new InvalidDataException(
                $"its content does not have the checksum {FileMetadata.DigestKey}; the file is damaged or was changed."
            );
        return values;
    }

    private ImmutableArray<float> ReadTensor(TensorSpec spec, IncrementalHash hash)
    {
        hash.AppendData(Encoding.UTF8.GetBytes(spec.Name));
        float[] values = new float[spec.ByteCount / sizeof(float)];
        long notFinite = TensorLayout.Read(
            spec.Axes,
            piece =>
            {
                _file.ReadExactly(piece);
                hash.AppendData(piece);
            },
            values
        );
        return notFinite < 0
            ? ImmutableCollectionsMarshal.AsImmutableArray(values)
            : throw new InvalidDataException(
                $"tensor '{spec.Name}' is not finite at index {notFinite}; the file is damaged or was saved after "
                    + "training diverged."
            );
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

    private static string? Compare(ParsedTensors tensors, IReadOnlyList<TensorSpec> specs)
    {
        List<(string Tensor, string Text)> differences = [];
        for (int i = 0; i < specs.Count; i++)
            if (Compare(specs[i], tensors.Entries[i]) is { } difference)
                differences.Add((specs[i].Name, difference));
        foreach ((string name, ImmutableArray<long> shape) in tensors.Unknown)
            differences.Add((name, TensorDifferences.Extra(name, shape)));
        if (differences.Count == 0)
            return null;
        string[] ofParameters =
        [
            .. differences
                .Where(difference => !CheckpointNames.IsBesideParameter(difference.Tensor))
                .Select(difference => difference.Text),
        ];
        return TensorDifferences.Join(
            ofParameters.Length > 0
                ? ofParameters
                : [.. differences.Select(difference => difference.Text)],
            tensors.UnknownCount - tensors.Unknown.Length
        );
    }

    private static string? Compare(TensorSpec spec, TensorEntry? entry) =>
        entry is null ? TensorDifferences.Missing(spec.Name, spec.Axes)
        : entry.ElementType != SafetensorsHeader.Float32
            ? $"{spec.Name} holds {entry.ElementType}, needed {SafetensorsHeader.Float32}"
        : entry.Shape.AsSpan().SequenceEqual([.. spec.Axes.Select(axis => (long)axis)]) ? null
        : TensorDifferences.Shape(spec.Name, entry.Shape, spec.Axes);

    private static void CheckSize(TensorSpec spec, TensorEntry entry)
    {
        if (entry.End - entry.Begin != spec.ByteCount)
            throw new InvalidDataException(
                $"tensor '{spec.Name}' has data_offsets [{entry.Begin}, {entry.End}], but its shape needs "
                    + $"{spec.ByteCount} bytes; the file is damaged."
            );
    }

    /// <summary>Checks that the tensors fill the data without gaps, overlaps or a rest.</summary>
    private static void CheckCoverage(
        (TensorSpec Spec, TensorEntry Entry, int Index)[] ordered,
        long dataLength
    )
    {
        long position = 0;
        foreach ((TensorSpec spec, TensorEntry entry, _) in ordered)
        {
            if (entry.Begin != position)
                throw new InvalidDataException(
                    $"tensor '{spec.Name}' begins at byte {entry.Begin} of the data, but "
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
}
