using System.Runtime.Intrinsics;
using LayerGen.Kernels;

namespace LayerGen.Tests.Kernels;

/// <summary>Every width, whatever the machine: those it lacks are run in software. Memory on both sides is guarded.</summary>
public class LanesTests
{
    private const int Before = 5;
    private const byte Guard = 0xA5;

    [Fact]
    public void StoreBytes_writes_each_lanes_low_byte_and_nothing_else()
    {
        for (int first = 0; first <= 240; first++)
        {
            int[] indices =
            [
                .. Enumerable.Range(0, 16).Select(lane => ((lane * 37) + first) % 256),
            ];

            AssertBytes(
                indices,
                (ref byte to) => Lanes.StoreBytes(Vector512.Create(indices), ref to)
            );
            AssertBytes(
                indices[..8],
                (ref byte to) => Lanes.StoreBytes(Vector256.Create(indices), ref to)
            );
            AssertBytes(
                indices[..4],
                (ref byte to) => Lanes.StoreBytes(Vector128.Create(indices), ref to)
            );
        }
    }

    [Fact]
    public void StoreBytes_drops_the_higher_bytes_on_every_width()
    {
        int[] indices = [.. Enumerable.Range(0, 16).Select(lane => (lane << 8) | (255 - lane))];
        int[] low = [.. indices.Select(index => index & 255)];

        AssertBytes(low, (ref byte to) => Lanes.StoreBytes(Vector512.Create(indices), ref to));
        AssertBytes(low[..8], (ref byte to) => Lanes.StoreBytes(Vector256.Create(indices), ref to));
        AssertBytes(low[..4], (ref byte to) => Lanes.StoreBytes(Vector128.Create(indices), ref to));
    }

    [Fact]
    public void Loads_widen_every_byte_without_a_sign()
    {
        byte[] bytes = [.. Enumerable.Range(0, 256).Select(value => (byte)value)];
        for (int at = 0; at <= 240; at++)
        {
            int[] expected = [.. Enumerable.Range(at, 16)];
            int[] lanes = new int[16];

            Lanes.LoadVector512(ref bytes[at]).CopyTo(lanes);
            Assert.Equal(expected, lanes);
            Lanes.LoadVector256(ref bytes[at]).CopyTo(lanes);
            Assert.Equal(expected[..8], lanes[..8]);
            Lanes.LoadVector128(ref bytes[at]).CopyTo(lanes);
            Assert.Equal(expected[..4], lanes[..4]);
        }
    }

    [Fact]
    public void Pick_takes_each_lane_from_either_vector()
    {
        float[] values = [.. Enumerable.Range(0, 32).Select(value => value + 0.5f)];
        for (int step = 1; step < 32; step++)
        {
            int[] places = [.. Enumerable.Range(0, 16).Select(lane => lane * step % 32)];
            float[] lanes = new float[16];

            Lanes
                .Pick(
                    Vector512.Create(values),
                    Vector512.Create(values, 16),
                    Vector512.Create(places)
                )
                .CopyTo(lanes);

            Assert.Equal([.. places.Select(place => values[place])], lanes);
        }
    }

    [Fact]
    public void StoreFirst_writes_as_many_lanes_as_there_is_room_for_and_nothing_else()
    {
        float[] values = [.. Enumerable.Range(1, 16).Select(value => value + 0.5f)];
        for (int count = -2; count <= 20; count++)
        {
            int room = count;
            AssertFloats(
                values,
                16,
                room,
                (ref float to) => Lanes.StoreFirst(Vector512.Create(values), ref to, room)
            );
            AssertFloats(
                values,
                8,
                room,
                (ref float to) => Lanes.StoreFirst(Vector256.Create(values), ref to, room)
            );
            AssertFloats(
                values,
                4,
                room,
                (ref float to) => Lanes.StoreFirst(Vector128.Create(values), ref to, room)
            );
        }
    }

    private static void AssertBytes(int[] expected, Store<byte> store)
    {
        byte[] memory = new byte[Before + 16 + 32];
        Array.Fill(memory, Guard);

        store(ref memory[Before]);

        byte[] all = new byte[memory.Length];
        Array.Fill(all, Guard);
        for (int i = 0; i < expected.Length; i++)
            all[Before + i] = (byte)expected[i];
        Assert.Equal(all, memory);
    }

    private static void AssertFloats(float[] values, int lanes, int count, Store<float> store)
    {
        float[] memory = new float[Before + 16 + 32];
        Array.Fill(memory, -1f);

        store(ref memory[Before]);

        float[] all = new float[memory.Length];
        Array.Fill(all, -1f);
        for (int i = 0; i < Math.Min(lanes, count); i++)
            all[Before + i] = values[i];
        Assert.Equal(all, memory);
    }

    private delegate void Store<T>(ref T destination);
}
