using System;
using System.Linq;
using LayerGen.Data;
using LayerGen.Metrics;
using LayerGen.Training;
using MathNet.Numerics.LinearAlgebra.Single;
using Xunit;

namespace LayerGen.Integration.Tests;

/// <summary>What users call on generated networks.</summary>
public sealed class TrainingApiTests
{
    [Fact]
    public void Loss_gives_the_outputs_of_the_same_pass()
    {
        using DroppingNetwork network = new(seed: 2, maxBatchSize: 6, threads: 2);
        (DenseMatrix inputs, int[] labels) = Examples.Classes(6 * 5 * 2, 3, 6);
        DenseMatrix outputs = DenseMatrix.Create(3, 6, float.NaN);
        BatchLoss loss = network.Loss(inputs, labels, outputs);
        Assert.Equal(network.Loss(inputs, labels), loss);
        Assert.Equal(network.Forward(inputs).Values, outputs.Values);

        using LabelNetwork several = new(seed: 2, maxBatchSize: 5);
        (DenseMatrix samples, DenseMatrix targets) = Examples.Labels(12, 4, 5);
        DenseMatrix answers = new(4, 5);
        Assert.Equal(several.Loss(samples, targets), several.Loss(samples, targets, answers));
        Assert.Equal(several.Forward(samples).Values, answers.Values);
    }

    [Fact]
    public void Loss_leaves_the_outputs_alone_when_it_refuses_a_target()
    {
        using DroppingNetwork network = new(seed: 2, maxBatchSize: 6);
        (DenseMatrix inputs, int[] labels) = Examples.Classes(6 * 5 * 2, 3, 6);
        DenseMatrix outputs = DenseMatrix.Create(3, 6, -1);
        Assert.Throws<ArgumentException>(() =>
            network.Loss(inputs, (int[])[0, 1, 2, 3, 0, 1], outputs)
        );
        network.Loss(inputs, labels);
        Assert.All(outputs.Values, value => Assert.Equal(-1, value));
    }

    [Fact]
    public void ClassWeights_count_in_training_and_not_at_inference()
    {
        using DigitNetwork network = new(seed: 1, maxBatchSize: 8);
        (DenseMatrix inputs, int[] labels) = Examples.Classes(14 * 14, 10, 8);
        double plain = network.LossAndGradients(inputs, labels).Data;
        network.ClassWeights = Enumerable.Repeat(2f, 10).ToArray();
        // Twice each of the eight losses is exactly twice their sum.
        Assert.Equal(2 * plain, network.LossAndGradients(inputs, labels).Data);
        Assert.Equal(plain, network.Loss(inputs, labels).Data);
        network.ClassWeights = default;
        Assert.Equal(plain, network.LossAndGradients(inputs, labels).Data);
        Assert.Throws<ArgumentException>(() => network.ClassWeights = new float[9]);
    }

    [Fact]
    public void Evaluate_gives_the_figures_of_the_predictions()
    {
        using MnistNetwork network = new(seed: 1, maxBatchSize: 7);
        (DenseMatrix inputs, int[] labels) = Examples.Classes(28 * 28, 10, 40);
        MatrixBatches data = new(inputs, labels);
        ClassificationReport report = network.Evaluate(data, new() { TopK = 3, RocAuc = true });
        DenseMatrix outputs = network.Predict(inputs);
        int[] classes = network.PredictClasses(inputs);
        Assert.Equal(classes.Zip(labels).Count(p => p.First == p.Second) / 40.0, report.Accuracy);
        Assert.Equal(
            labels
                .Select((label, i) => outputs.Column(i).Count(p => p > outputs[label, i]))
                .Count(rank => rank < 3) / 40.0,
            report.TopKAccuracy
        );
        Assert.Equal(RocAuc.OneVersusRest(outputs.Values, labels, 10), report.RocAuc);
        Assert.Equal(40, report.Calibration!.Samples);
        Assert.Equal(Evaluator.Loss(network, data).Data, report.Loss);
    }

    [Fact]
    public void Evaluate_gives_the_figures_of_every_output()
    {
        using LabelNetwork network = new(seed: 2, maxBatchSize: 4);
        (DenseMatrix inputs, DenseMatrix targets) = Examples.Labels(12, 4, 9);
        MultiLabelReport report = network.Evaluate(new MultiLabelBatches(inputs, targets));
        DenseMatrix outputs = network.Predict(inputs);
        double right = outputs
            .Values.Zip(targets.Values)
            .Count(p => p.First > 0.5 == p.Second > 0.5);
        Assert.Equal(right / 36, report.Accuracy);
        Assert.Equal(9, report.Samples);
    }

    [Fact]
    public void Fit_learns_exclusive_or_in_a_few_lines()
    {
        using ExclusiveOrNetwork network = new(seed: 3);
        MultiLabelBatches data = new(
            new DenseMatrix(2, 4, [0, 0, 0, 1, 1, 0, 1, 1]),
            new DenseMatrix(1, 4, [0, 1, 1, 0])
        );
        TrainingOutcome outcome = network.Fit(data, new() { Epochs = 300, LearningRate = 0.05 });
        Assert.Equal(300, outcome.History.Length);
        Assert.Equal(1, network.Evaluate(data).Accuracy);
    }
}
