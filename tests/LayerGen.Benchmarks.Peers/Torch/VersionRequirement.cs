using System.Buffers.Binary;
using System.Text;

namespace LayerGen.Benchmarks.Peers.Torch;

/// <summary>
/// The versions that a shared library asks of the libraries it needs. Where nothing of a version is called, asking for it
/// is a formality, and marked as weak the loader does not insist.
/// </summary>
/// <remarks>
/// Offsets as in the System V ABI for 64-bit ELF and, for versions, the Linux Standard Base. Sound for TorchSharp 0.107:
/// the one symbol it has of its newest version only marks that iostreams are set up by the library, and no relocation
/// refers to it (<c>readelf -r</c>).
/// </remarks>
internal static class VersionRequirement
{
    private const uint VersionNeeds = 0x6FFFFFFE;
    private const ushort Weak = 2;

    /// <summary>Marks a version as weak, in place.</summary>
    /// <param name="library">A 64-bit little-endian ELF file.</param>
    /// <param name="version">Its name.</param>
    /// <returns>Whether anything changed.</returns>
    public static bool Relax(Span<byte> library, string version)
    {
        int sections = (int)UInt64(library, 0x28);
        int sectionSize = UInt16(library, 0x3A);
        int count = UInt16(library, 0x3C);
        bool isChanged = false;
        for (int section = 0; section < count; section++)
        {
            int header = sections + (section * sectionSize);
            if (UInt32(library, header + 4) != VersionNeeds)
                continue;
            int names = (int)UInt64(
                library,
                sections + ((int)UInt32(library, header + 0x28) * sectionSize) + 0x18
            );
            isChanged |= Relax(library, (int)UInt64(library, header + 0x18), names, version);
        }
        return isChanged;
    }

    private static bool Relax(Span<byte> library, int need, int names, string version)
    {
        byte[] wanted = [.. Encoding.ASCII.GetBytes(version), 0];
        bool isChanged = false;
        for (int next; ; need += next)
        {
            int entry = need + (int)UInt32(library, need + 8);
            for (int left = UInt16(library, need + 2); left > 0; left--)
            {
                int name = names + (int)UInt32(library, entry + 8);
                ushort flags = UInt16(library, entry + 4);
                if (library[name..].StartsWith(wanted) && (flags & Weak) == 0)
                {
                    BinaryPrimitives.WriteUInt16LittleEndian(
                        library[(entry + 4)..],
                        (ushort)(flags | Weak)
                    );
                    isChanged = true;
                }
                entry += (int)UInt32(library, entry + 12);
            }
            next = (int)UInt32(library, need + 12);
            if (next == 0)
                return isChanged;
        }
    }

    private static ushort UInt16(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt16LittleEndian(bytes[at..]);

    private static uint UInt32(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt32LittleEndian(bytes[at..]);

    private static ulong UInt64(ReadOnlySpan<byte> bytes, int at) =>
        BinaryPrimitives.ReadUInt64LittleEndian(bytes[at..]);
}
