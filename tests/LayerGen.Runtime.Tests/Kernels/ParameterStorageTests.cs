using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LayerGen.Kernels;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Tests.Kernels;

/// <summary>Not beside other tests, whose allocations would come in between.</summary>
[Collection(nameof(WholeProcess))]
public class ParameterStorageTests
{
    [Fact]
    public void Allocate_gives_zeros_of_exactly_the_size_asked_for()
    {
        for (int rows = 1; rows <= 9; rows++)
        {
            for (int columns = 1; columns <= 9; columns++)
            {
                DenseMatrix matrix = ParameterStorage.Allocate(rows, columns);
                Assert.Equal((rows, columns), (matrix.RowCount, matrix.ColumnCount));
                Assert.Equal(new float[rows * columns], matrix.Values);
                matrix.Values[^1] = 1;
                Assert.Equal(1, matrix[rows - 1, columns - 1]);
            }
        }
    }

    [Fact]
    public void Allocate_gives_memory_that_does_not_move()
    {
        float[] values = ParameterStorage.Allocate(10, 10).Values;
        nuint before = AddressOf(values);
        GC.Collect(2, GCCollectionMode.Forced, blocking: true, compacting: true);
        Assert.Equal(before, AddressOf(values));
    }

    [Theory]
    [InlineData(1 << 20)] // 4 MB
    [InlineData(5_000_000)] // Has a region of the heap to itself, or nearly.
    [InlineData(1 << 24)]
    public void Allocate_leaves_no_more_than_32_MB_behind(int length)
    {
        long before = GC.GetTotalAllocatedBytes(precise: true);
        float[] values = ParameterStorage.Allocate(1, length).Values;
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        Assert.InRange(allocated, 4L * length, (4L * length) + (33 << 20));
        GC.KeepAlive(values);
    }

    /// <summary>Other networks, optimizers and data have come and gone, and left gaps of all sizes.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Allocate_starts_nearly_all_matrices_on_a_cache_line(bool hasGaps)
    {
        List<Array> others = hasGaps ? MakeGaps() : [];
        List<float[]> all = [];
        for (int length = 1; length <= 500; length++)
            all.Add(ParameterStorage.Allocate(1, length).Values);
        for (int length = 1_000; length <= 600_000; length = (length * 5 / 4) + 1)
            all.Add(ParameterStorage.Allocate(1, length).Values);
        int aligned = all.Count(values => AddressOf(values) % 64 == 0);
        // The heap promises nothing, so the test asks for most, not for all; by chance one in eight would be aligned.
        Assert.InRange(aligned, all.Count * 9 / 10, all.Count);
        GC.KeepAlive(others);
    }

    private static List<Array> MakeGaps()
    {
        RandomSource random = RandomSource.For(1, 0);
        List<Array> kept = [];
        for (int i = 0; i < 4_000; i++)
        {
            byte[] array = GC.AllocateUninitializedArray<byte>(
                1 << (int)(random.NextDouble() * 18),
                pinned: true
            );
            if (i % 2 == 0)
                kept.Add(array);
        }
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        return kept;
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    [InlineData(-1, 1)]
    public void Allocate_throws_when_a_size_is_not_positive(int rows, int columns) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => ParameterStorage.Allocate(rows, columns));

    [Fact]
    public void Allocate_throws_when_an_array_cannot_be_so_large() =>
        Assert.Throws<OverflowException>(() => ParameterStorage.Allocate(1 << 16, 1 << 16));

    private static unsafe nuint AddressOf(float[] pinned) =>
        (nuint)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(pinned));
}
