using System.Text;

namespace LayerGen.Tests;

/// <summary>Damages bytes as disks, transfers and people do: a pure function of the bytes and a random source.</summary>
internal static class Mutation
{
    private static readonly byte[][] Fragments =
    [
        .. (
            (string[])["{", "}", "[", "]", "\"", ":", ",", "\\", "null", "-1", "1e999", "NaN"]
        ).Select(Encoding.UTF8.GetBytes),
        .. ((string[])["99999999999999999999", "9223372036854775807", "\\ud800", "true"]).Select(
            Encoding.UTF8.GetBytes
        ),
        [0],
        [0xff],
        [0xff, 0xff, 0xff, 0x7f],
        [0, 0, 0xc0, 0x7f],
    ];

    /// <summary>One to four changes.</summary>
    public static byte[] Apply(byte[] original, ref RandomSource random)
    {
        List<byte> bytes = [.. original];
        for (int changes = 1 + random.NextInt32(4); changes > 0; changes--)
            Change(bytes, ref random);
        return [.. bytes];
    }

    private static void Change(List<byte> bytes, ref RandomSource random)
    {
        int position = random.NextInt32(bytes.Count + 1);
        int length = Math.Min(1 + random.NextInt32(16), bytes.Count - position);
        switch (random.NextInt32(8))
        {
            case 0 when length > 0:
                bytes[position] ^= (byte)(1 << random.NextInt32(8));
                break;
            case 1 when length > 0:
                bytes[position] = (byte)random.NextInt32(256);
                break;
            case 2:
                bytes.RemoveRange(position, length);
                break;
            case 3:
                bytes.InsertRange(position, bytes.GetRange(position, length));
                break;
            case 4:
                bytes.InsertRange(position, Fragments[random.NextInt32(Fragments.Length)]);
                break;
            case 5:
                byte[] fragment = Fragments[random.NextInt32(Fragments.Length)];
                bytes.RemoveRange(position, Math.Min(fragment.Length, bytes.Count - position));
                bytes.InsertRange(position, fragment);
                break;
            case 6 when random.NextInt32(8) == 0:
                bytes.RemoveRange(position, bytes.Count - position);
                break;
            default:
                ChangeDigit(bytes, position, ref random);
                break;
        }
    }

    /// <summary>Numbers in texts decide the most: the next digit becomes another one.</summary>
    private static void ChangeDigit(List<byte> bytes, int position, ref RandomSource random)
    {
        int digit = bytes.FindIndex(position, value => value is >= (byte)'0' and <= (byte)'9');
        if (digit >= 0)
            bytes[digit] = (byte)('0' + random.NextInt32(10));
    }
}
