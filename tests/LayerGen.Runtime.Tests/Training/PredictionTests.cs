using LayerGen.Training;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Tests.Training;

[Collection(nameof(WholeProcess))]
public class PredictionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(32)]
    public void Predict_gives_what_the_network_answers_however_many_it_takes_at_once(int most)
    {
        using FakeNetwork network = new(3, 4, most);
        DenseMatrix inputs = DenseMatrix.Create(3, 11, (row, column) => (row * column % 5) - 2);
        DenseMatrix outputs = network.Predict(inputs);
        int[] classes = network.PredictClasses(inputs);
        using FakeNetwork wide = new(3, 4, 11);
        Assert.Equal(wide.Forward(inputs).Values, outputs.Values);
        for (int sample = 0; sample < 11; sample++)
        {
            float[] one = network.Predict(inputs.Values.AsSpan(3 * sample, 3));
            Assert.Equal(outputs.Values[(4 * sample)..((4 * sample) + 4)], one);
            Assert.Equal(Array.IndexOf(one, one.Max()), classes[sample]);
        }
        LayerGen.Data.MatrixBatches source = new(inputs, new int[11]);
        Assert.Equal(outputs.Values, network.Predict(source).Values);
    }

    [Fact]
    public void Predict_throws_when_the_numbers_do_not_fit()
    {
        using FakeNetwork network = new(3, 4);
        Predictor predictor = new(network);
        Assert.Throws<ArgumentException>(() => predictor.Predict(new float[4], new float[4]));
        Assert.Throws<ArgumentException>(() => predictor.Predict(new float[6], new float[7]));
        Assert.Throws<ArgumentException>(() => predictor.PredictClasses(new float[6], new int[1]));
        Assert.Throws<ArgumentException>(() => network.Predict(new DenseMatrix(2, 1)));
        Assert.Throws<ArgumentException>(() => network.PredictClasses(new DenseMatrix(2, 1)));
    }

    [Fact]
    public void Predictor_allocates_nothing_when_it_is_warm()
    {
        using FakeNetwork network = new(3, 4, maxBatchSize: 4);
        Predictor predictor = new(network);
        float[] samples = new float[3 * 10];
        float[] probabilities = new float[4 * 10];
        int[] classes = new int[10];
        Assert.Equal(
            0,
            WholeProcess.LeastAllocation(
                () =>
                {
                    predictor.Predict(samples, probabilities);
                    predictor.PredictClasses(samples, classes);
                },
                200
            )
        );
    }
}
