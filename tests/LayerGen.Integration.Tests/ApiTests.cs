using System;
using System.Linq;
using MathNet.Numerics.LinearAlgebra.Single;
using Xunit;

namespace LayerGen.Integration.Tests;

public sealed class ApiTests
{
    private const int Features = 14 * 14;

    [Fact]
    public void Forward_into_a_matrix_gives_the_same_as_forward_into_the_networks_own()
    {
        using DigitNetwork network = new(seed: 1, maxBatchSize: 9, threads: 2);
        foreach (int count in new[] { 9, 1, 4, 9 })
        {
            DenseMatrix inputs = Examples.Classes(Features, 10, count, (ulong)count).Inputs;
            DenseMatrix outputs = DenseMatrix.Create(10, count, float.NaN);
            network.Forward(inputs, outputs);
            Assert.Equal(outputs.Values, network.Forward(inputs).Values);
        }
    }

    [Fact]
    public void Forward_sees_every_number_that_was_changed_since_the_last_call()
    {
        using DigitNetwork network = new(seed: 1, maxBatchSize: 5, threads: 2);
        using DigitNetwork other = new(seed: 1, maxBatchSize: 5, threads: 1);
        DenseMatrix inputs = Examples.Classes(Features, 10, 5).Inputs;
        network.Forward(inputs);
        for (int i = 0; i < network.Parameters.Count; i++)
        {
            float[] values = network.Parameters[i].Value.Values;
            foreach (int at in new[] { 0, values.Length / 2, values.Length - 1 })
            {
                float[] before = [.. network.Forward(inputs).Values];
                values[at] += 0.5f;
                other.Parameters[i].Value.Values[at] += 0.5f;
                float[] after = network.Forward(inputs).Values;
                // The other network makes its copies now, this one made them before the change.
                Assert.Equal(other.Forward(inputs).Values, after);
                Assert.NotEqual(before, after);
                other.LossAndGradients(inputs, new int[5]);
            }
        }
    }

    [Fact]
    public void Forward_gives_probabilities()
    {
        using DigitNetwork network = new(seed: 1, maxBatchSize: 5);
        DenseMatrix outputs = network.Forward(Examples.Classes(Features, 10, 5).Inputs);
        Assert.Equal((10, 5), (outputs.RowCount, outputs.ColumnCount));
        Assert.All(outputs.Values, probability => Assert.InRange(probability, 0, 1));
        // Ten float32 numbers of at most 1 round to within ten units of 6e-8.
        Assert.All(outputs.ColumnSums(), sum => Assert.Equal(1, sum, 1e-6));
    }

    [Fact]
    public void Loss_leaves_weights_and_gradients_alone()
    {
        using DroppingNetwork network = new(seed: 2, maxBatchSize: 6, threads: 2);
        (DenseMatrix inputs, int[] labels) = Examples.Classes(6 * 5 * 2, 3, 6);
        network.LossAndGradients(inputs, labels);
        float[][] before = Numbers(network);
        BatchLoss loss = network.Loss(inputs, labels);
        network.Forward(inputs);
        Assert.Equal(before, Numbers(network));
        // No dropout at inference: the same again, and the loss of the probabilities.
        Assert.Equal(loss, network.Loss(inputs, labels));
        DenseMatrix probabilities = network.Forward(inputs);
        double expected = labels.Select((label, i) => -Math.Log(probabilities[label, i])).Average();
        Assert.Equal(expected, loss.Data, 1e-5);
    }

    [Fact]
    public void LossAndGradients_drops_other_values_in_every_step()
    {
        using DroppingNetwork network = new(seed: 2, maxBatchSize: 6);
        (DenseMatrix inputs, int[] labels) = Examples.Classes(6 * 5 * 2, 3, 6);
        Assert.NotEqual(
            network.LossAndGradients(inputs, labels),
            network.LossAndGradients(inputs, labels)
        );
    }

    [Fact]
    public void Creation_with_the_same_seed_gives_the_same_network()
    {
        using DroppingNetwork first = new(seed: 3, maxBatchSize: 6, threads: 1);
        using DroppingNetwork second = new(seed: 3, maxBatchSize: 8, threads: 2);
        using DroppingNetwork other = new(seed: 4, maxBatchSize: 6, threads: 1);
        Assert.Equal(Numbers(first), Numbers(second));
        Assert.NotEqual(Numbers(first), Numbers(other));
        (DenseMatrix inputs, int[] labels) = Examples.Classes(6 * 5 * 2, 3, 6);
        Assert.Equal(
            first.LossAndGradients(inputs, labels),
            second.LossAndGradients(inputs, labels)
        );
        Assert.Equal(Numbers(first), Numbers(second));
    }

    [Fact]
    public void Parameters_are_live()
    {
        using LabelNetwork network = new(seed: 1, maxBatchSize: 2);
        (DenseMatrix inputs, _) = Examples.Labels(12, 4, 2);
        foreach (Parameter parameter in network.Parameters)
            parameter.Value.Clear();
        // All logits are 0 and every probability one half.
        Assert.All(network.Forward(inputs).Values, probability => Assert.Equal(0.5f, probability));
    }

    [Fact]
    public void Forward_refuses_what_does_not_fit()
    {
        using DigitNetwork network = new(maxBatchSize: 4);
        DenseMatrix fits = new(Features, 4);
        Refuses(() => network.Forward(new DenseMatrix(Features - 1, 4)));
        Refuses(() => network.Forward(new DenseMatrix(Features + 1, 4)));
        Refuses(() => network.Forward(new DenseMatrix(Features, 5)));
        Refuses(() => network.Forward(null!));
        Refuses(() => network.Forward(fits, new DenseMatrix(9, 4)));
        Refuses(() => network.Forward(fits, new DenseMatrix(10, 3)));
        Refuses(() => network.Forward(fits, null!));
        network.Forward(fits);
    }

    [Fact]
    public void Losses_refuse_what_does_not_fit_classes()
    {
        using DigitNetwork network = new(maxBatchSize: 4);
        DenseMatrix fits = new(Features, 4);
        RefusesBoth(new(Features - 1, 4), [0, 1, 2, 3]);
        RefusesBoth(new(Features, 5), [0, 1, 2, 3, 4]);
        RefusesBoth(fits, [0, 1, 2]);
        RefusesBoth(fits, [0, 1, 2, 3, 4]);
        RefusesBoth(fits, [0, 1, 10, 3]);
        RefusesBoth(fits, [0, -1, 2, 3]);
        network.LossAndGradients(fits, new[] { 0, 1, 2, 9 });

        void RefusesBoth(DenseMatrix inputs, int[] labels)
        {
            Refuses(() => network.Loss(inputs, labels));
            Refuses(() => network.LossAndGradients(inputs, labels));
        }
    }

    [Fact]
    public void Losses_refuse_what_does_not_fit_labels()
    {
        using LabelNetwork network = new(maxBatchSize: 2);
        DenseMatrix fits = new(12, 2);
        RefusesBoth(new(11, 2), new(4, 2));
        RefusesBoth(new(12, 3), new(4, 3));
        RefusesBoth(fits, new(3, 2));
        RefusesBoth(fits, new(4, 1));
        RefusesBoth(fits, DenseMatrix.Create(4, 2, 2));
        RefusesBoth(fits, DenseMatrix.Create(4, 2, -1));
        RefusesBoth(fits, DenseMatrix.Create(4, 2, float.NaN));
        network.LossAndGradients(fits, DenseMatrix.Create(4, 2, 1));

        void RefusesBoth(DenseMatrix inputs, DenseMatrix targets)
        {
            Refuses(() => network.Loss(inputs, targets));
            Refuses(() => network.LossAndGradients(inputs, targets));
        }
    }

    [Fact]
    public void Creation_refuses_sizes_that_make_no_sense()
    {
        Refuses(() => new DigitNetwork(maxBatchSize: 0));
        Refuses(() => new DigitNetwork(maxBatchSize: -1));
        Refuses(() => new DigitNetwork(threads: -1));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void A_disposed_network_says_so(int threads)
    {
        DigitNetwork network = new(maxBatchSize: 2, threads: threads);
        (DenseMatrix inputs, int[] labels) = Examples.Classes(Features, 10, 2);
        network.Dispose();
        network.Dispose();
        Assert.Throws<ObjectDisposedException>(() => network.Forward(inputs));
        Assert.Throws<ObjectDisposedException>(() => network.Loss(inputs, labels));
        Assert.Throws<ObjectDisposedException>(() => network.LossAndGradients(inputs, labels));
    }

    private static float[][] Numbers(INetwork network) =>
        [
            .. network.Parameters.SelectMany(parameter =>
                new[] { parameter.Value, parameter.Gradient }.Select(matrix =>
                    (float[])matrix.Values.Clone()
                )
            ),
        ];

    private static void Refuses(Func<object> call)
    {
        ArgumentException refusal = Assert.ThrowsAny<ArgumentException>(call);
        Assert.False(string.IsNullOrWhiteSpace(refusal.Message));
    }

    private static void Refuses(Action call)
    {
        ArgumentException refusal = Assert.ThrowsAny<ArgumentException>(call);
        Assert.False(string.IsNullOrWhiteSpace(refusal.Message));
    }
}
