using System.Runtime.InteropServices;
using LayerGen.Optimizers;
using LayerGen.Persistence;

namespace LayerGen.Tests.Persistence;

/// <summary>Asserts that states are the same to the last bit.</summary>
internal static class StateAssert
{
    public static void Same(OptimizerState expected, OptimizerState actual)
    {
        Assert.Equal(
            (expected.Kind, expected.Steps, expected.LearningRate),
            (actual.Kind, actual.Steps, actual.LearningRate)
        );
        Assert.Equal(expected.Settings, actual.Settings);
        Assert.Equal(expected.Moments.Keys, actual.Moments.Keys);
        foreach ((string kind, ParameterValues moment) in expected.Moments)
            Same(moment, actual.Moments[kind]);
    }

    public static void Same(ParameterValues expected, ParameterValues actual)
    {
        Assert.Equal(
            expected.Tensors.Select(tensor => tensor.Name),
            actual.Tensors.Select(tensor => tensor.Name)
        );
        foreach ((NamedTensor one, NamedTensor other) in expected.Tensors.Zip(actual.Tensors))
        {
            Assert.Equal(one.Axes.ToArray(), other.Axes.ToArray());
            SameBits(one.Values.AsSpan(), other.Values.AsSpan());
        }
    }

    public static void SameBits(ReadOnlySpan<float> expected, ReadOnlySpan<float> actual) =>
        Assert.True(MemoryMarshal.AsBytes(expected).SequenceEqual(MemoryMarshal.AsBytes(actual)));
}
