using System.Collections.Immutable;
using LayerGen.Reference.Naive.Values;

namespace LayerGen.Reference.Naive.Operations;

/// <summary>One textbook step from values of a batch to other values, and back from the gradient behind it.</summary>
internal abstract class Operation
{
    /// <summary>The output of each sample.</summary>
    /// <param name="inputs">For each value that is read, one array a sample.</param>
    /// <param name="pass">The batch on its way.</param>
    public abstract double[][] Forward(ImmutableArray<double[][]> inputs, BatchPass pass);

    /// <summary>
    /// The gradient in front of the operation, for each value that is read one a sample, from the gradient behind it. An
    /// operation that learns adds the gradient of its own numbers to what it gathered before.
    /// </summary>
    public abstract ImmutableArray<Slopes[]> Backward(
        ImmutableArray<double[][]> inputs,
        double[][] output,
        Slopes[] dOutput,
        BatchPass pass
    );
}

/// <summary>An operation that reads one value and knows nothing of other samples.</summary>
internal abstract class SampleOperation : Operation
{
    public override double[][] Forward(ImmutableArray<double[][]> inputs, BatchPass pass) =>
        [.. inputs[0].Zip(pass.Samples, Forward)];

    public override ImmutableArray<Slopes[]> Backward(
        ImmutableArray<double[][]> inputs,
        double[][] output,
        Slopes[] dOutput,
        BatchPass pass
    ) =>
        [
            [
                .. pass.Samples.Select(
                    (sample, i) => Backward(inputs[0][i], output[i], dOutput[i], sample)
                ),
            ],
        ];

    /// <summary>The output of one sample.</summary>
    public abstract double[] Forward(double[] x, Pass pass);

    /// <summary>The gradient in front of the operation for one sample.</summary>
    public abstract Slopes Backward(double[] x, double[] y, Slopes dy, Pass pass);
}
