using System.Runtime.Intrinsics;

namespace LayerGen.Benchmarks.Peers.Measuring;

/// <summary>A width of vectors.</summary>
/// <typeparam name="TVector">The vector type.</typeparam>
internal interface ILanes<TVector>
    where TVector : struct
{
    /// <summary>Floats in a vector.</summary>
    static abstract int Count { get; }

    /// <summary>The same number in every lane.</summary>
    static abstract TVector Create(float value);

    /// <summary>a · b + c.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);
}

internal readonly struct Lanes512 : ILanes<Vector512<float>>
{
    public static int Count => Vector512<float>.Count;

    public static Vector512<float> Create(float value) => Vector512.Create(value);

    public static Vector512<float> MultiplyAdd(
        Vector512<float> a,
        Vector512<float> b,
        Vector512<float> c
    ) => Vector512.FusedMultiplyAdd(a, b, c);
}

internal readonly struct Lanes256 : ILanes<Vector256<float>>
{
    public static int Count => Vector256<float>.Count;

    public static Vector256<float> Create(float value) => Vector256.Create(value);

    public static Vector256<float> MultiplyAdd(
        Vector256<float> a,
        Vector256<float> b,
        Vector256<float> c
    ) => Vector256.FusedMultiplyAdd(a, b, c);
}

internal readonly struct Lanes128 : ILanes<Vector128<float>>
{
    public static int Count => Vector128<float>.Count;

    public static Vector128<float> Create(float value) => Vector128.Create(value);

    public static Vector128<float> MultiplyAdd(
        Vector128<float> a,
        Vector128<float> b,
        Vector128<float> c
    ) => Vector128.FusedMultiplyAdd(a, b, c);
}
