using LayerGen.Training;

namespace LayerGen.Tests.Training;

/// <summary>Cancellation and divergence: where training stops, and with which weights.</summary>
public class TrainerStopTests
{
    private static readonly TrainingOptions TwoEpochs = new() { Epochs = 2, BatchSize = 4 };

    [Fact]
    public void Fit_does_nothing_when_it_was_cancelled_before()
    {
        using ScriptedNetwork network = new();
        TrainingOutcome outcome = Train(
            network,
            CountingOptimizer.Quiet(),
            new CancellationToken(true)
        );
        Assert.Equal(new TrainingOutcome.Cancelled([], 1, 0), outcome);
        Assert.Equal(0, network.TrainingBatches);
    }

    [Fact]
    public void Fit_stops_before_the_next_batch_when_it_is_cancelled()
    {
        using CancellationTokenSource source = new();
        using ScriptedNetwork network = new();
        // The fifth step is the second of the second epoch.
        CountingOptimizer optimizer = new(step =>
        {
            if (step == 5)
                source.Cancel();
        });
        TrainingOutcome.Cancelled outcome = Assert.IsType<TrainingOutcome.Cancelled>(
            Train(network, optimizer, source.Token)
        );
        Assert.Equal((2, 2, 5L), (outcome.Epoch, outcome.Batch, optimizer.Steps));
        Assert.Equal(1, Assert.Single(outcome.History).Epoch);
    }

    [Fact]
    public void Fit_stops_when_it_is_cancelled_in_validation()
    {
        using CancellationTokenSource source = new();
        using ScriptedNetwork network = new()
        {
            Inference = (_, _) =>
            {
                source.Cancel();
                return default;
            },
        };
        TrainingOutcome outcome = network.Fit(
            Samples.Numbered(10),
            TwoEpochs,
            validation: Samples.Numbered(100),
            cancellation: source.Token
        );
        Assert.Equal(new TrainingOutcome.Cancelled([], 1, 3), outcome);
        Assert.Equal(1, network.InferenceBatches);
    }

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(1, double.PositiveInfinity)]
    public void Fit_stops_before_the_step_when_the_loss_is_not_finite(double data, double penalty)
    {
        using ScriptedNetwork network = new()
        {
            Training = (batch, _) => batch == 4 ? new(data, penalty, 0) : default,
        };
        CountingOptimizer optimizer = CountingOptimizer.Quiet();
        TrainingOutcome.Diverged outcome = AssertDiverges(network, optimizer, "loss");
        Assert.Equal((2, 2, 4L), (outcome.Found.Epoch, outcome.Found.Batch, optimizer.Steps));
        Assert.Equal(data + penalty, outcome.Found.Loss);
        Assert.Equal(1, Assert.Single(outcome.History).Epoch);
        Assert.Contains("epoch 2, batch 2", outcome.Message, StringComparison.Ordinal);
        Assert.Contains(
            "not finite: loss; lower the learning rate",
            outcome.Message,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData(float.NaN, 0)]
    [InlineData(float.PositiveInfinity, 17)]
    [InlineData(float.NegativeInfinity, 39)]
    public void Fit_stops_before_the_step_when_a_gradient_is_not_finite(float value, int index)
    {
        using ScriptedNetwork network = new();
        network.Second.Gradient.Values[index] = value;
        CountingOptimizer optimizer = CountingOptimizer.Quiet();
        AssertDiverges(network, optimizer, "gradient of dense1.bias");
        Assert.Equal(0, optimizer.Steps);
    }

    [Fact]
    public void Fit_names_the_value_when_it_is_what_spoils_loss_and_gradients()
    {
        using ScriptedNetwork network = new() { Training = (_, _) => new(double.NaN, 0, 0) };
        network.First.Gradient.Values[0] = float.NaN;
        network.Second.Value.Values[3] = float.NaN;
        AssertDiverges(network, CountingOptimizer.Quiet(), "value of dense1.bias");
    }

    [Fact]
    public void Fit_names_the_inputs_when_they_are_what_spoils_the_loss()
    {
        using ScriptedNetwork network = new()
        {
            Training = (_, inputs) =>
            {
                inputs.Values[0] = float.NaN;
                return new(double.NaN, 0, 0);
            },
        };
        TrainingOutcome.Diverged outcome = AssertDiverges(
            network,
            CountingOptimizer.Quiet(),
            "inputs"
        );
        Assert.EndsWith("check the data.", outcome.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Fit_names_the_value_when_the_last_step_of_an_epoch_spoils_it()
    {
        using ScriptedNetwork network = new();
        CountingOptimizer optimizer = new(step =>
        {
            if (step == 3)
                network.First.Value.Values[5] = float.PositiveInfinity;
        });
        TrainingOutcome.Diverged outcome = AssertDiverges(
            network,
            optimizer,
            "value of conv1.weight"
        );
        Assert.Equal((1, 3), (outcome.Found.Epoch, outcome.Found.Batch));
        Assert.Empty(outcome.History);
    }

    [Fact]
    public void Fit_stops_when_the_validation_loss_is_not_finite()
    {
        using ScriptedNetwork network = new() { Inference = (_, _) => new(double.NaN, 0, 0) };
        AssertDiverges(network, CountingOptimizer.Quiet(), "validation loss");
    }

    [Fact]
    public void Fit_goes_on_when_gradients_are_finite_but_their_sum_is_not()
    {
        using ScriptedNetwork network = new();
        Array.Fill(network.Second.Gradient.Values, float.MaxValue);
        Assert.IsType<TrainingOutcome.Completed>(
            Train(network, CountingOptimizer.Quiet(), default)
        );
    }

    private static TrainingOutcome.Diverged AssertDiverges(
        ScriptedNetwork network,
        CountingOptimizer optimizer,
        string where
    )
    {
        TrainingOutcome.Diverged outcome = Assert.IsType<TrainingOutcome.Diverged>(
            Train(network, optimizer, default)
        );
        Assert.Equal(where, outcome.Found.Where);
        return outcome;
    }

    private static TrainingOutcome Train(
        ScriptedNetwork network,
        CountingOptimizer optimizer,
        CancellationToken cancellation
    ) =>
        network.Fit(
            Samples.Numbered(10),
            TwoEpochs with
            {
                Optimizer = _ => optimizer,
            },
            validation: Samples.Numbered(3),
            cancellation: cancellation
        );
}
