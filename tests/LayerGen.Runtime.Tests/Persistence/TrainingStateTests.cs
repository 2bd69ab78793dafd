using LayerGen.Optimizers;
using LayerGen.Persistence;
using LayerGen.Tests.Data;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Tests.Persistence;

public class TrainingStateTests
{
    [Fact]
    public void Restore_continues_with_the_same_bits_when_the_state_went_through_a_file()
    {
        using TemporaryFolder folder = new();
        using FakeNetwork straight = new(5, 3, threads: 1);
        using FakeNetwork resumed = new(5, 3, threads: 2, seed: 9);
        Adam optimizer = new(straight);
        Train(straight, optimizer, first: 0);
        TrainingState state = TrainingState.Capture(
            straight,
            optimizer,
            TrainingStates.Create(0).Progress
        );
        CheckpointFile.Save(folder.File("run"), state).ValueOrThrow();
        Train(straight, optimizer, first: 3);

        Adam other = new(resumed, new(LearningRate: 1));
        CheckpointFile
            .Load(folder.File("run"), resumed)
            .Then(loaded => loaded.Restore(resumed, other))
            .ValueOrThrow();
        Assert.Equal(3, resumed.DropoutPosition.Step);
        Train(resumed, other, first: 3);
        Assert.Equal(straight.DropoutPosition, resumed.DropoutPosition);
        StateAssert.Same(ParameterValues.Capture(straight), ParameterValues.Capture(resumed));
        StateAssert.Same(optimizer.Capture(), other.Capture());
    }

    [Fact]
    public void Restore_changes_nothing_when_the_network_or_the_optimizer_does_not_fit()
    {
        TrainingState state = TrainingStates.Create(1);
        using WeightsNetwork same = WeightsNetwork.Create();
        using FakeNetwork different = new(5, 3);
        AssertRefuses(different, new Adam(different), "conv1.weight [2, 1, 2, 3] is not in");
        AssertRefuses(same, new Sgd(same), "it is of kind 'adam', needed 'sgd'");
        AssertRefuses(same, new Adam(different), "first_moment: ");

        void AssertRefuses(INetwork network, IOptimizer optimizer, string message)
        {
            TrainingState before = TrainingState.Capture(network, optimizer, state.Progress);
            FailureAssert.Fails(state.Restore(network, optimizer), message);
            StateAssert.Same(before, TrainingState.Capture(network, optimizer, state.Progress));
        }
    }

    [Fact]
    public void Restored_parameters_are_those_that_were_captured()
    {
        using FakeNetwork network = new(5, 3);
        ParameterValues before = ParameterValues.Capture(network);
        Train(network, new Sgd(network), first: 0);
        Assert.NotEqual(before.Tensors[0].Values.ToArray(), network.Weight.Value.Values);
        before.Restore(network).ValueOrThrow();
        StateAssert.Same(before, ParameterValues.Capture(network));
        using FakeNetwork other = new(6, 3);
        ParameterValues untouched = ParameterValues.Capture(other);
        FailureAssert.Fails(before.Restore(other), "dense1.weight is [3, 5], needed [3, 6]");
        StateAssert.Same(untouched, ParameterValues.Capture(other));
    }

    /// <summary>Three steps on made-up samples that depend on the step.</summary>
    private static void Train(FakeNetwork network, IOptimizer optimizer, int first)
    {
        for (int step = first; step < first + 3; step++)
        {
            RandomSource random = new((ulong)step);
            DenseMatrix inputs = new(5, 4);
            foreach (ref float value in inputs.Values.AsSpan())
                value = random.NextSingle();
            network.LossAndGradients(inputs, new[] { 0, 1, 2, step % 3 });
            optimizer.Step();
        }
    }
}
