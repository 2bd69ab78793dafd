using LayerGen.Optimizers;

namespace LayerGen.Tests.Training;

/// <summary>Makes no steps, but counts them and may do something else at each.</summary>
internal sealed class CountingOptimizer(Action<long> onStep) : IOptimizer
{
    public double LearningRate { get; set; } = 1;

    public long Steps { get; private set; }

    public void Step() => onStep(++Steps);

    public static CountingOptimizer Quiet() => new(_ => { });
}
