using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using LayerGen.Kernels;

namespace LayerGen.Reference.Guards;

/// <summary>
/// What generated code calls in place of raw accesses once <see cref="GuardedSource"/> has rewritten it: the same
/// accesses, each of which must stay within the network's memory.
/// </summary>
public static class Guarded
{
    // A guarded network runs on its caller's thread alone.
    [ThreadStatic]
    private static GuardedMemory? _memory;

    [ThreadStatic]
    private static Random? _order;

    /// <summary>Watches what the guarded network of some memory does, which runs its items in a random order.</summary>
    internal static void Watch(GuardedMemory memory, int seed) =>
        (_memory, _order) = (memory, new(seed));

    private static GuardedMemory Memory =>
        _memory ?? throw new InvalidOperationException("Nobody watches this network.");

    /// <summary>
    /// Runs all items of a phase one after another, in an order that no team would choose, each by some worker: no item may
    /// depend on another, or undo what another has done.
    /// </summary>
    public static void Run(WorkerTeam team, IParallelWork work, int phase, int items)
    {
        ArgumentNullException.ThrowIfNull(team);
        ArgumentNullException.ThrowIfNull(work);
        int[] order = [.. Enumerable.Range(0, items)];
        _order!.Shuffle(order);
        Memory.BeginPhase(items);
        foreach (int item in order)
        {
            Memory.BeginItem(item);
            work.Execute(phase, item, _order.Next(team.Count));
        }
    }

    /// <summary>A place that is read.</summary>
    public static ref readonly T Read<T>(ref T place)
    {
        Memory.Read(GuardedBlock.AddressOf(ref place), Unsafe.SizeOf<T>());
        return ref place;
    }

    /// <summary>A place that is written.</summary>
    public static ref T Place<T>(ref T place)
    {
        Memory.Write(GuardedBlock.AddressOf(ref place), Unsafe.SizeOf<T>());
        return ref place;
    }

    public static Vector512<T> LoadVector512<T>(ref T source, nuint index = 0)
    {
        Reads(ref source, (nint)index, Vector512<T>.Count);
        return Vector512.LoadUnsafe(ref source, index);
    }

    public static Vector256<T> LoadVector256<T>(ref T source, nuint index = 0)
    {
        Reads(ref source, (nint)index, Vector256<T>.Count);
        return Vector256.LoadUnsafe(ref source, index);
    }

    public static Vector128<T> LoadVector128<T>(ref T source, nuint index = 0)
    {
        Reads(ref source, (nint)index, Vector128<T>.Count);
        return Vector128.LoadUnsafe(ref source, index);
    }

    public static void Store<T>(Vector512<T> vector, ref T destination, nuint index = 0)
    {
        Writes(ref destination, (nint)index, Vector512<T>.Count);
        vector.StoreUnsafe(ref destination, index);
    }

    public static void Store<T>(Vector256<T> vector, ref T destination, nuint index = 0)
    {
        Writes(ref destination, (nint)index, Vector256<T>.Count);
        vector.StoreUnsafe(ref destination, index);
    }

    public static void Store<T>(Vector128<T> vector, ref T destination, nuint index = 0)
    {
        Writes(ref destination, (nint)index, Vector128<T>.Count);
        vector.StoreUnsafe(ref destination, index);
    }

    /// <summary>A span that is written from end to end.</summary>
    public static Span<T> Span<T>(ref T start, int length)
    {
        Writes(ref start, 0, length);
        return MemoryMarshal.CreateSpan(ref start, length);
    }

    /// <summary>A span that is read.</summary>
    public static ReadOnlySpan<T> ReadOnlySpan<T>(ref T start, int length)
    {
        Reads(ref start, 0, length);
        return MemoryMarshal.CreateReadOnlySpan(ref start, length);
    }

    /// <summary>Memory of one call.</summary>
    public static Span<T> Scratch<T>(int length)
        where T : unmanaged => Memory.Scratch<T>(length);

    /// <summary>Some elements, counted from a place on, are read.</summary>
    internal static void Reads<T>(ref T start, nint index, nint count) =>
        Memory.Read(
            GuardedBlock.AddressOf(ref Unsafe.Add(ref start, index)),
            count * Unsafe.SizeOf<T>()
        );

    /// <summary>The same for a write.</summary>
    internal static void Writes<T>(ref T start, nint index, nint count) =>
        Memory.Write(
            GuardedBlock.AddressOf(ref Unsafe.Add(ref start, index)),
            count * Unsafe.SizeOf<T>()
        );
}
