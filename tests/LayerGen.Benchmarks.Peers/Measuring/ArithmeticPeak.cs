using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace LayerGen.Benchmarks.Peers.Measuring;

/// <summary>What the processor does with fused multiply-adds between registers: no program computes faster.</summary>
internal static class ArithmeticPeak
{
    /// <summary>Enough independent sums to hide an addition's latency on two units.</summary>
    private const int Sums = 12;
    private const int Loops = 1 << 14;

    /// <summary>The widest vectors that this process may use, in bits.</summary>
    public static int VectorBits =>
        Vector512.IsHardwareAccelerated ? 512
        : Vector256.IsHardwareAccelerated ? 256
        : 128;

    /// <summary>Measures for some time on some threads at once.</summary>
    /// <returns>FLOP/s, of all threads together; a multiply-add is two.</returns>
    public static double Measure(int threads, double seconds) =>
        VectorBits switch
        {
            512 => Measure<Lanes512, Vector512<float>>(threads, seconds),
            256 => Measure<Lanes256, Vector256<float>>(threads, seconds),
            _ => Measure<Lanes128, Vector128<float>>(threads, seconds),
        };

    private static double Measure<TLanes, TVector>(int threads, double seconds)
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        Repeat<TLanes, TVector>(seconds / 4);
        double[] rates = new double[threads];
        Thread[] team =
        [
            .. Enumerable
                .Range(0, threads)
                .Select(index => new Thread(() => rates[index] = Repeat<TLanes, TVector>(seconds))),
        ];
        foreach (Thread thread in team)
            thread.Start();
        foreach (Thread thread in team)
            thread.Join();
        return rates.Sum();
    }

    private static double Repeat<TLanes, TVector>(double seconds)
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        long start = Stopwatch.GetTimestamp();
        for (long calls = 1; ; calls++)
        {
            Multiply<TLanes, TVector>();
            double elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
            if (elapsed >= seconds)
                return 2.0 * Sums * TLanes.Count * Loops * calls / elapsed;
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    private static TVector Multiply<TLanes, TVector>()
        where TLanes : ILanes<TVector>
        where TVector : struct
    {
        // Converges to 1, so that no sum overflows or becomes subnormal.
        TVector half = TLanes.Create(0.5f);
        TVector s0 = TLanes.Create(0),
            s1 = TLanes.Create(1),
            s2 = TLanes.Create(2),
            s3 = TLanes.Create(3),
            s4 = TLanes.Create(4),
            s5 = TLanes.Create(5),
            s6 = TLanes.Create(6),
            s7 = TLanes.Create(7),
            s8 = TLanes.Create(8),
            s9 = TLanes.Create(9),
            s10 = TLanes.Create(10),
            s11 = TLanes.Create(11);
        for (int i = 0; i < Loops; i++)
        {
            s0 = TLanes.MultiplyAdd(s0, half, half);
            s1 = TLanes.MultiplyAdd(s1, half, half);
            s2 = TLanes.MultiplyAdd(s2, half, half);
            s3 = TLanes.MultiplyAdd(s3, half, half);
            s4 = TLanes.MultiplyAdd(s4, half, half);
            s5 = TLanes.MultiplyAdd(s5, half, half);
            s6 = TLanes.MultiplyAdd(s6, half, half);
            s7 = TLanes.MultiplyAdd(s7, half, half);
            s8 = TLanes.MultiplyAdd(s8, half, half);
            s9 = TLanes.MultiplyAdd(s9, half, half);
            s10 = TLanes.MultiplyAdd(s10, half, half);
            s11 = TLanes.MultiplyAdd(s11, half, half);
        }
        TVector sum = TLanes.MultiplyAdd(s0, s1, s2);
        sum = TLanes.MultiplyAdd(s3, s4, sum);
        sum = TLanes.MultiplyAdd(s5, s6, sum);
        sum = TLanes.MultiplyAdd(s7, s8, sum);
        return TLanes.MultiplyAdd(s9, s10, TLanes.MultiplyAdd(s11, half, sum));
    }
}
