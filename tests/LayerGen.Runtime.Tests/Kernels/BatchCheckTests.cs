using System.Globalization;
using LayerGen.Kernels;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Tests.Kernels;

public class BatchCheckTests
{
    [Fact]
    public void Inputs_give_the_number_of_samples_up_to_the_most()
    {
        Assert.Equal(1, BatchCheck.Inputs(new DenseMatrix(3, 1), 3, 4));
        Assert.Equal(4, BatchCheck.Inputs(new DenseMatrix(3, 4), 3, 4));
    }

    [Fact]
    public void Inputs_must_exist() =>
        Assert.Equal(
            "inputs",
            Assert.Throws<ArgumentNullException>(() => BatchCheck.Inputs(null!, 3, 4)).ParamName
        );

    [Fact]
    public void Inputs_must_have_a_sample_in_each_column() =>
        AssertMessage(
            "inputs",
            "The inputs have 4 rows, but one sample has 3 values; put one sample in each column.",
            () => BatchCheck.Inputs(new DenseMatrix(4, 3), 3, 4)
        );

    [Fact]
    public void Inputs_must_not_be_more_than_the_network_has_room_for() =>
        AssertMessage(
            "inputs",
            "The inputs have 5 samples, but the network was created for at most 4; "
                + "create it with a larger maxBatchSize or cut the batch.",
            () => BatchCheck.Inputs(new DenseMatrix(3, 5), 3, 4)
        );

    [Fact]
    public void Outputs_must_exist() =>
        Assert.Equal(
            "probabilities",
            Assert
                .Throws<ArgumentNullException>(() =>
                    BatchCheck.Outputs(null!, 3, 4, "probabilities")
                )
                .ParamName
        );

    [Theory]
    [InlineData(2, 4)]
    [InlineData(3, 5)]
    [InlineData(4, 3)]
    public void Outputs_must_have_the_shape_of_the_batch(int rows, int columns) =>
        AssertMessage(
            "probabilities",
            $"The probabilities are {rows} × {columns}, but 3 × 4 is needed: one column for each sample.",
            () => BatchCheck.Outputs(new DenseMatrix(rows, columns), 3, 4, "probabilities")
        );

    [Fact]
    public void Outputs_of_the_right_shape_pass() =>
        BatchCheck.Outputs(new DenseMatrix(3, 4), 3, 4, "probabilities");

    [Fact]
    public void Targets_from_0_to_1_pass() =>
        BatchCheck.Targets(new DenseMatrix(2, 3, [0, 1, 0.5f, -0f, 1e-9f, 1]), 2, 3);

    [Fact]
    public void Targets_must_have_the_shape_of_the_batch() =>
        AssertMessage(
            "targets",
            "The targets are 3 × 2, but 2 × 3 is needed: one column for each sample.",
            () => BatchCheck.Targets(new DenseMatrix(3, 2), 2, 3)
        );

    [Theory]
    [InlineData(2f, "2")]
    [InlineData(-1f, "-1")]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "Infinity")]
    public void Targets_must_be_probabilities(float target, string text) =>
        // The fourth value of columns of two: the second output of the second sample, both counted from 0.
        AssertMessage(
            "targets",
            $"The target of output 1 of sample 1 is {text}, but a target is 0 or 1 or a probability between them.",
            () => BatchCheck.Targets(new DenseMatrix(2, 3, [0, 1, 0, target, 0, target]), 2, 3)
        );

    [Fact]
    public void Targets_are_named_alike_in_every_culture()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo comma = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        comma.NumberFormat.NumberDecimalSeparator = ",";
        CultureInfo.CurrentCulture = comma;
        try
        {
            Targets_must_be_probabilities(1.5f, "1.5");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Labels_of_every_class_pass() => BatchCheck.Labels([0, 9, 5], 10, 3);

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void Labels_must_be_as_many_as_samples(int batchSize) =>
        AssertMessage(
            "targets",
            $"There are 3 labels for {batchSize} samples; give one label for each sample.",
            () => BatchCheck.Labels([0, 1, 2], 10, batchSize)
        );

    [Theory]
    [InlineData(10)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(int.MaxValue)]
    public void Labels_must_name_a_class(int label) =>
        AssertMessage(
            "targets",
            $"The label of sample 1 is {label}, but the network has 10 classes: 0 to 9.",
            () => BatchCheck.Labels([0, label, 10], 10, 3)
        );

    private static void AssertMessage(string parameter, string message, Action check)
    {
        ArgumentException thrown = Assert.Throws<ArgumentException>(check);
        Assert.Equal(parameter, thrown.ParamName);
        Assert.Equal(new ArgumentException(message, parameter).Message, thrown.Message);
    }
}
