using System.Runtime.Intrinsics;
using LayerGen.Kernels;

namespace LayerGen.Reference.Guards;

/// <summary><see cref="Lanes"/> within the network's memory.</summary>
public static class GuardedLanes
{
    public static void StoreBytes(Vector512<int> indices, ref byte destination)
    {
        Guarded.Writes(ref destination, 0, Vector512<int>.Count);
        Lanes.StoreBytes(indices, ref destination);
    }

    public static void StoreBytes(Vector256<int> indices, ref byte destination)
    {
        Guarded.Writes(ref destination, 0, Vector256<int>.Count);
        Lanes.StoreBytes(indices, ref destination);
    }

    public static void StoreBytes(Vector128<int> indices, ref byte destination)
    {
        Guarded.Writes(ref destination, 0, Vector128<int>.Count);
        Lanes.StoreBytes(indices, ref destination);
    }

    public static Vector512<int> LoadVector512(ref byte source)
    {
        Guarded.Reads(ref source, 0, Vector512<int>.Count);
        return Lanes.LoadVector512(ref source);
    }

    public static Vector256<int> LoadVector256(ref byte source)
    {
        Guarded.Reads(ref source, 0, Vector256<int>.Count);
        return Lanes.LoadVector256(ref source);
    }

    public static Vector128<int> LoadVector128(ref byte source)
    {
        Guarded.Reads(ref source, 0, Vector128<int>.Count);
        return Lanes.LoadVector128(ref source);
    }

    public static Vector512<float> Pick(
        Vector512<float> first,
        Vector512<float> second,
        Vector512<int> places
    ) => Lanes.Pick(first, second, places);

    public static void StoreFirst(Vector512<float> vector, ref float destination, nint count)
    {
        WritesFirst(ref destination, count, Vector512<float>.Count);
        Lanes.StoreFirst(vector, ref destination, count);
    }

    public static void StoreFirst(Vector256<float> vector, ref float destination, nint count)
    {
        WritesFirst(ref destination, count, Vector256<float>.Count);
        Lanes.StoreFirst(vector, ref destination, count);
    }

    public static void StoreFirst(Vector128<float> vector, ref float destination, nint count)
    {
        WritesFirst(ref destination, count, Vector128<float>.Count);
        Lanes.StoreFirst(vector, ref destination, count);
    }

    public static void AddTo(Vector512<float> vector, ref float total) =>
        Lanes.AddTo(vector, ref Guarded.Place(ref total));

    public static void AddTo(Vector256<float> vector, ref float total) =>
        Lanes.AddTo(vector, ref Guarded.Place(ref total));

    public static void AddTo(Vector128<float> vector, ref float total) =>
        Lanes.AddTo(vector, ref Guarded.Place(ref total));

    private static void WritesFirst(ref float destination, nint count, int lanes)
    {
        if (count > 0)
            Guarded.Writes(ref destination, 0, Math.Min(count, lanes));
    }
}
