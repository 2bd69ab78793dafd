using System.Collections.Immutable;
using LayerGen.Kernels;
using LayerGen.Optimizers;
using LayerGen.Persistence;
using LayerGen.Tests.Data;
using LayerGen.Tests.Persistence;

namespace LayerGen.Tests.Optimizers;

public class OptimizerStateTests
{
    private static readonly Func<INetwork, IOptimizer>[] Optimizers =
    [
        network => new Adam(network, new(LearningRate: 0.01, Beta1: 0.8, Beta2: 0.99)),
        network => new Sgd(network),
        network => new Sgd(network, new(LearningRate: 0.1, Momentum: 0.9)),
        network => new Sgd(network, new(LearningRate: 0.1, Momentum: 0.9, Nesterov: true)),
    ];

    public static TheoryData<int> Kinds => [.. Enumerable.Range(0, Optimizers.Length)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Restore_continues_with_the_same_bits(int kind)
    {
        using FakeNetwork straight = new(11, 700, threads: 1);
        using FakeNetwork resumed = new(11, 700, threads: 3, seed: 2);
        IOptimizer optimizer = Optimizers[kind](straight);
        RandomSource random = new(5);
        for (int step = 0; step < 3; step++)
            Step(straight, optimizer, ref random);
        optimizer.LearningRate = 0.003;
        OptimizerState state = optimizer.Capture();
        ParameterValues parameters = ParameterValues.Capture(straight);
        RandomSource same = random;
        for (int step = 0; step < 3; step++)
            Step(straight, optimizer, ref random);

        // Of the same kind, but with settings of its own: those of the state count.
        IOptimizer other = kind == 0 ? new Adam(resumed) : new Sgd(resumed, new(1, 0.5, true));
        parameters.Restore(resumed).ValueOrThrow();
        other.Restore(state).ValueOrThrow();
        Assert.Equal((3, 0.003), (other.Steps, other.LearningRate));
        StateAssert.Same(state, other.Capture());
        for (int step = 0; step < 3; step++)
            Step(resumed, other, ref same);
        StateAssert.SameBits(straight.Weight.Value.Values, resumed.Weight.Value.Values);
        StateAssert.SameBits(straight.Bias.Value.Values, resumed.Bias.Value.Values);
        StateAssert.Same(optimizer.Capture(), other.Capture());
    }

    [Fact]
    public void Capture_is_a_copy_that_later_steps_do_not_change()
    {
        using FakeNetwork network = new(3, 4);
        Adam adam = new(network);
        RandomSource random = new(1);
        Step(network, adam, ref random);
        OptimizerState state = adam.Capture();
        float before = state.Moments["first_moment"].Tensors[0].Values[0];
        Assert.NotEqual(0, before);
        Step(network, adam, ref random);
        Assert.Equal(before, state.Moments["first_moment"].Tensors[0].Values[0]);
        Assert.NotEqual(before, adam.Capture().Moments["first_moment"].Tensors[0].Values[0]);
    }

    [Fact]
    public void Capture_names_settings_and_moments_by_parameter()
    {
        using FakeNetwork network = new(3, 4);
        OptimizerState state = new Adam(network).Capture();
        Assert.Equal("adam", state.Kind);
        Assert.Equal(["beta1", "beta2", "epsilon"], state.Settings.Keys);
        Assert.Equal([0.9, 0.999, 1e-8], state.Settings.Values);
        Assert.Equal(["first_moment", "second_moment"], state.Moments.Keys);
        foreach (ParameterValues moment in state.Moments.Values)
        {
            Assert.Equal(["dense1.weight", "dense1.bias"], moment.Tensors.Select(t => t.Name));
            Assert.Equal([4, 3], moment.Tensors[0].Axes.ToArray());
        }
    }

    public static TheoryData<string, string> Refusals =>
        new()
        {
            { "kind", "it is of kind 'sgd', needed 'adam'" },
            { "setting missing", "setting 'beta2' is missing" },
            { "setting too many", "it has 4 settings, needed 3" },
            { "setting out of range", "Beta1 must be at least 0 and less than 1" },
            { "setting NaN", "Epsilon must be a positive number" },
            { "learning rate", "LearningRate must be a finite number" },
            { "steps", "it has made -1 steps" },
            { "moment missing", "second_moment is missing" },
            { "moment too many", "it has 3 kinds of moments, needed 2" },
            { "negative", "second_moment of dense1.weight is a mean of squares" },
            { "tensor missing", "first_moment: dense1.bias [4] is missing" },
            { "tensor too many", "first_moment: dense2.bias [4] is not in the network" },
            { "tensor twice", "first_moment: dense1.bias is there twice" },
            { "shape", "first_moment: dense1.weight is [3, 4], needed [4, 3]" },
            { "length", "first_moment: dense1.bias has 3 values, needed 4" },
        };

    [Theory]
    [MemberData(nameof(Refusals))]
    public void Restore_says_what_does_not_fit_and_changes_nothing(string what, string message)
    {
        using FakeNetwork network = new(3, 4);
        Adam adam = new(network);
        RandomSource random = new(1);
        Step(network, adam, ref random);
        OptimizerState state = adam.Capture();
        FailureAssert.Fails(adam.Restore(Spoil(state, what)), message);
        StateAssert.Same(state, adam.Capture());
    }

    [Fact]
    public void Restore_refuses_a_switch_that_is_neither_on_nor_off()
    {
        using FakeNetwork network = new(3, 4);
        Sgd sgd = new(network, new(0.1, 0.9, true));
        OptimizerState state = sgd.Capture();
        FailureAssert.Fails(
            sgd.Restore(state with { Settings = state.Settings.SetItem("nesterov", 0.5) }),
            "'nesterov' is 0.5, needed 0 or 1"
        );
        FailureAssert.Fails(
            sgd.Restore(state with { Settings = state.Settings.SetItem("momentum", 0) }),
            "Momentum is 0"
        );
    }

    [Fact]
    public void Layout_covers_every_parameter_once_and_starts_each_on_a_cache_line()
    {
        int[] lengths = [1, 15, 16, 17, 4096, 3, 9000, 1, 1, 5000];
        Parameter[] parameters =
        [
            .. lengths.Select((length, i) => WeightsNetwork.Parameter($"p{i}", [length])),
        ];
        ParameterLayout layout = new(parameters);
        int[][] covered = [.. lengths.Select(length => new int[length])];
        for (int item = 0; item < layout.Items; item++)
        {
            Assert.NotEqual(0, layout.Pieces(item).Length);
            foreach (ParameterPiece piece in layout.Pieces(item))
            {
                Assert.Equal(item, piece.Offset / ParameterLayout.ItemLength);
                Assert.Equal(item, (piece.Offset + piece.Length - 1) / ParameterLayout.ItemLength);
                Assert.Equal(layout.Offsets[piece.Parameter] + piece.Start, piece.Offset);
                for (int i = 0; i < piece.Length; i++)
                    covered[piece.Parameter][piece.Start + i]++;
            }
        }
        Assert.All(covered.SelectMany(counts => counts), count => Assert.Equal(1, count));
        Assert.All(
            layout.Offsets,
            offset => Assert.Equal(0, offset * sizeof(float) % AlignedBuffer<float>.Alignment)
        );
        // 18,150 numbers, and what fills up the lines: far fewer items than parameters and chunks together.
        Assert.Equal((18_150 / ParameterLayout.ItemLength) + 1, layout.Items);
    }

    private static void Step(FakeNetwork network, IOptimizer optimizer, ref RandomSource random)
    {
        foreach (Parameter parameter in network.Parameters)
        foreach (ref float gradient in parameter.Gradient.Values.AsSpan())
            gradient = (float)random.NextGaussian();
        optimizer.Step();
    }

    private static OptimizerState Spoil(OptimizerState state, string what)
    {
        ParameterValues first = state.Moments["first_moment"];
        NamedTensor weight = first.Tensors[0];
        NamedTensor bias = first.Tensors[1];
        return what switch
        {
            "kind" => state with { Kind = "sgd" },
            "setting missing" => state with { Settings = state.Settings.Remove("beta2") },
            "setting too many" => state with { Settings = state.Settings.Add("decay", 1) },
            "setting out of range" => state with { Settings = state.Settings.SetItem("beta1", 1) },
            "setting NaN" => state with
            {
                Settings = state.Settings.SetItem("epsilon", double.NaN),
            },
            "learning rate" => state with { LearningRate = double.PositiveInfinity },
            "steps" => state with { Steps = -1 },
            "moment missing" => state with { Moments = state.Moments.Remove("second_moment") },
            "moment too many" => state with { Moments = state.Moments.Add("third", first) },
            "negative" => state with { Moments = state.Moments.SetItem("second_moment", first) },
            "tensor missing" => WithFirst(weight),
            "tensor too many" => WithFirst(weight, bias, bias with { Name = "dense2.bias" }),
            "tensor twice" => WithFirst(weight, bias, bias),
            "shape" => WithFirst(weight with { Axes = [3, 4] }, bias),
            "length" => WithFirst(weight, bias with { Values = [1, 2, 3] }),
            _ => throw new ArgumentOutOfRangeException(nameof(what)),
        };

        OptimizerState WithFirst(params ImmutableArray<NamedTensor> tensors) =>
            state with
            {
                Moments = state.Moments.SetItem("first_moment", new(tensors)),
            };
    }
}
