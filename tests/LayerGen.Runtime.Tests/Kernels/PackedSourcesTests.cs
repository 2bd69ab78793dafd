using LayerGen.Kernels;

namespace LayerGen.Tests.Kernels;

public class PackedSourcesTests
{
    [Fact]
    public void Sources_are_unchanged_only_after_they_were_remembered()
    {
        float[] weight = [1f, float.NaN];
        PackedSources packed = new(weight, [2f]);
        Assert.False(packed.AreUnchanged());
        packed.Remember();
        Assert.True(packed.AreUnchanged());
        packed.Forget();
        Assert.False(packed.AreUnchanged());
    }

    [Theory]
    [InlineData(0f, -0f)]
    [InlineData(1f, 1.0000001f)]
    [InlineData(1f, float.NaN)]
    public void Any_other_bits_are_a_change(float before, float after)
    {
        float[] weight = [5f, before, 5f];
        PackedSources packed = new([3f], weight);
        packed.Remember();
        weight[1] = after;
        Assert.False(packed.AreUnchanged());
        weight[1] = before;
        Assert.True(packed.AreUnchanged());
    }

    [Fact]
    public void Nothing_to_pack_is_unchanged_once_remembered()
    {
        PackedSources packed = new();
        packed.Remember();
        Assert.True(packed.AreUnchanged());
    }
}
