using System.Collections.Immutable;
using LayerGen.Optimizers;
using LayerGen.Persistence;

namespace LayerGen.Tests.Training;

/// <summary>Makes no steps, but counts them and may do something else at each.</summary>
internal sealed class CountingOptimizer(Action<long> onStep) : IOptimizer
{
    public double LearningRate { get; set; } = 1;

    public IReadOnlyList<Parameter> Parameters => [];

    public long Steps { get; private set; }

    public void Step() => onStep(++Steps);

    public OptimizerState Capture() =>
        new(
            "counting",
            ImmutableSortedDictionary<string, double>.Empty,
            LearningRate,
            Steps,
            ImmutableSortedDictionary<string, ParameterValues>.Empty
        );

    public Result<OptimizerState> Restore(OptimizerState state)
    {
        (LearningRate, Steps) = (state.LearningRate, state.Steps);
        return state;
    }

    public static CountingOptimizer Quiet() => new(_ => { });
}
