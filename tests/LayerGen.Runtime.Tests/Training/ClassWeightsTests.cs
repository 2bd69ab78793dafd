using LayerGen.Kernels;
using LayerGen.Training;

namespace LayerGen.Tests.Training;

public class ClassWeightsTests
{
    [Fact]
    public void Balanced_gives_every_class_the_same_weight_in_all()
    {
        int[] labels = [0, 0, 0, 1, 3, 3];
        // Three classes are there: 6 / (3 · 3), 6 / (3 · 1), none, 6 / (3 · 2).
        Assert.Equal<float>([2 / 3f, 2, 1, 1], ClassWeights.Balanced(labels, 4));
        Assert.Equal<float>([1, 1], ClassWeights.Balanced([], 2));
        Assert.Throws<ArgumentException>(() => ClassWeights.Balanced([0, 2], 2));
    }

    [Fact]
    public void ClassWeights_are_refused_when_they_do_not_fit()
    {
        Assert.Equal([0.5f, 0], BatchCheck.ClassWeights([0.5f, 0], 2));
        Assert.Empty(BatchCheck.ClassWeights([], 2));
        Assert.Throws<ArgumentException>(() => BatchCheck.ClassWeights([1], 2));
        Assert.Throws<ArgumentException>(() => BatchCheck.ClassWeights([1, -1], 2));
        Assert.Throws<ArgumentException>(() => BatchCheck.ClassWeights([1, float.NaN], 2));
    }

    [Fact]
    public void Fit_throws_when_the_network_has_no_class_weights()
    {
        using ScriptedNetwork network = new();
        NotSupportedException exception = Assert.Throws<NotSupportedException>(() =>
            network.Fit(Samples.Numbered(4), new() { BatchSize = 4, ClassWeights = [1] })
        );
        Assert.Contains("has no class weights", exception.Message, StringComparison.Ordinal);
    }
}
