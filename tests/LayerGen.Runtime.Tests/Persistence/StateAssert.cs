using System.Runtime.InteropServices;
using LayerGen.Optimizers;
using LayerGen.Persistence;

namespace LayerGen.Tests.Persistence;

/// <summary>Asserts that states are the same to the last bit.</summary>
internal static class StateAssert
{
    public static void Same(TrainingState expected, TrainingState actual)
    {
        Assert.Equal(expected.Network, actual.Network);
        Assert.Equal(expected.Architecture.ToArray(), actual.Architecture.ToArray());
        Same(expected.Parameters, actual.Parameters);
        Same(expected.Optimizer, actual.Optimizer);
        Assert.Equal(expected.Dropout, actual.Dropout);
        Assert.Equal(expected.Notes, actual.Notes);
        Assert.Equal(expected.Progress.History.ToArray(), actual.Progress.History.ToArray());
        Assert.Equal(
            expected.Progress with
            {
                History = [],
            },
            actual.Progress with
            {
                History = [],
            }
        );
        Assert.Equal(
            double.IsNegative(expected.Progress.Unfinished.Penalty),
            double.IsNegative(actual.Progress.Unfinished.Penalty)
        );
        Assert.Equal(expected.Best is null, actual.Best is null);
        if (expected.Best is not null && actual.Best is not null)
            Same(expected.Best, actual.Best);
    }

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
