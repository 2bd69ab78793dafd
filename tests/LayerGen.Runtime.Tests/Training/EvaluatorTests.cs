using LayerGen.Data;
using LayerGen.Training;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Tests.Training;

public class EvaluatorTests
{
    // Logits are inputs and biases: with the identity as weights, sample by sample (0, 0), (2, 0), (0, 2), (0, 2), (2, 0).
    private static readonly MatrixBatches Data = new(
        new DenseMatrix(2, 5, [0, 0, 2, 0, 0, 2, 0, 2, 2, 0]),
        (int[])[0, 0, 1, 0, 1]
    );

    // −ln of the softmax of (2, 0): ln(1 + e⁻²) for the larger logit, 2 more for the smaller.
    private static readonly double Right = Math.Log(1 + Math.Exp(-2));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(5)]
    [InlineData(32)]
    public void Evaluate_gives_means_over_samples_when_the_last_batch_is_smaller(int maxBatchSize)
    {
        using FakeNetwork network = Identity(maxBatchSize);
        ClassificationReport report = Evaluator.Evaluate(network, Data);
        // Samples: tie taken for 0, right; 0, right; 1, right; 1 instead of 0; 0 instead of 1.
        double expected = (Math.Log(2) + Right + Right + (2 + Right) + (2 + Right)) / 5;
        // Logits are floats, of magnitude 2: their rounding is below 1e-6.
        Assert.Equal(expected, report.Loss, 1e-6);
        Assert.Equal((5L, 0.6), (report.Samples, report.Accuracy));
        Assert.Equal<ClassScore>(
            [new(0, 3, 2 / 3.0, 2 / 3.0), new(1, 2, 0.5, 0.5)],
            report.Classes
        );
        Assert.Equal(((2 / 3.0) + 0.5) / 2, report.Precision, 1e-12);
        Assert.Equal(((2 / 3.0) + 0.5) / 2, report.Recall, 1e-12);
        Assert.Equal(1, report.Confusion[0, 1]);
    }

    [Fact]
    public void Evaluate_gives_the_loss_when_the_probability_of_the_label_underflows()
    {
        using FakeNetwork network = Identity(4);
        MatrixBatches data = new(new DenseMatrix(2, 1, [0, 500]), new int[1]);
        // p = e⁻⁵⁰⁰ is no float; its logarithm is.
        Assert.Equal(500, Evaluator.Evaluate(network, data).Loss, 1e-4);
    }

    [Fact]
    public void Evaluate_throws_when_an_output_is_NaN()
    {
        using FakeNetwork network = Identity(4);
        network.Weight.Value.Values[0] = float.NaN;
        Assert.Throws<ArgumentException>(() => Evaluator.Evaluate(network, Data));
    }

    [Fact]
    public void Evaluate_and_Loss_leave_parameters_and_gradients_alone()
    {
        using FakeNetwork network = Identity(4);
        network.Weight.Gradient.Values[1] = 42;
        float[] before = [.. network.Weight.Value.Values];
        Evaluator.Evaluate(network, Data);
        Evaluator.Loss(network, Data);
        Assert.Equal(before, network.Weight.Value.Values);
        Assert.Equal(42, network.Weight.Gradient.Values[1]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(32)]
    public void Loss_agrees_with_Evaluate(int maxBatchSize)
    {
        using FakeNetwork network = Identity(maxBatchSize);
        ClassificationReport report = Evaluator.Evaluate(network, Data);
        BatchLoss loss = Evaluator.Loss(network, Data);
        Assert.Equal((report.Loss, 0.0), (loss.Data, loss.Penalty));
        Assert.Equal(report.Accuracy, loss.Accuracy!.Value, 1e-12);
    }

    [Fact]
    public void Evaluate_and_Loss_throw_when_they_are_cancelled()
    {
        using FakeNetwork network = Identity(4);
        CancellationToken cancelled = new(true);
        Assert.Throws<OperationCanceledException>(() =>
            network.Evaluate(Data, cancellation: cancelled)
        );
        Assert.Throws<OperationCanceledException>(() => Evaluator.Loss(network, Data, cancelled));
    }

    [Fact]
    public void Evaluate_and_Loss_throw_when_the_samples_do_not_fit()
    {
        using FakeNetwork network = Identity(4);
        Assert.Throws<ArgumentException>(() => Evaluator.Evaluate(network, Samples.Numbered(3)));
        Assert.Throws<ArgumentException>(() => Evaluator.Loss(network, Samples.Numbered(3)));
    }

    [Fact]
    public void Samples_that_do_not_fit_are_named_with_what_is_needed()
    {
        using FakeNetwork network = Identity(4);

        ArgumentException thrown = Assert.Throws<ArgumentException>(() =>
            Evaluator.Loss(network, Samples.Numbered(3))
        );

        Assert.Contains(
            " takes samples of 2 numbers, found samples of 1.",
            thrown.Message,
            StringComparison.Ordinal
        );
    }

    private static FakeNetwork Identity(int maxBatchSize)
    {
        FakeNetwork network = new(2, 2, maxBatchSize);
        float[] identity = [1, 0, 0, 1];
        identity.CopyTo(network.Weight.Value.Values, 0);
        return network;
    }
}
