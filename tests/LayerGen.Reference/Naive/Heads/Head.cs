using LayerGen.Reference.Naive.Values;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive.Heads;

/// <summary>What makes outputs and a loss of the last values of one sample; targets are one number an output.</summary>
internal abstract class Head
{
    // Two float32 logits that are closer than this may change places by rounding.
    private protected const double Doubtful = 1e-4;

    /// <summary>The head that a network's last layer stands for.</summary>
    public static Head Of(StackLayer end) =>
        end switch
        {
            StackLayer.Softmax softmax => new Exclusive(
                softmax.LabelSmoothing,
                givesLogits: false,
                hasDistributions: false
            ),
            StackLayer.CrossEntropy entropy => new Exclusive(
                entropy.LabelSmoothing,
                givesLogits: true,
                entropy.SoftTargets
            ),
            StackLayer.BinaryCrossEntropy => new Labels(givesLogits: true),
            StackLayer.MeanSquaredError => new SquaredError(),
            StackLayer.MeanAbsoluteError => new AbsoluteError(),
            StackLayer.Huber(var delta) => new HuberError(delta),
            _ => new Labels(givesLogits: false),
        };

    /// <summary>What the network gives to its user.</summary>
    public abstract double[] Outputs(double[] values);

    /// <summary>The loss of the sample.</summary>
    /// <param name="values">One an output.</param>
    /// <param name="targets">One an output.</param>
    /// <param name="weights">What a target of 1 counts, for each output.</param>
    public abstract double Loss(double[] values, double[] targets, double[] weights);

    /// <summary>
    /// The gradient of <see cref="Loss"/> with respect to the values, times a factor.
    /// </summary>
    public abstract Slopes Gradient(
        double[] values,
        double[] targets,
        double[] weights,
        double factor
    );

    /// <summary>The fractions answered right at least and at most; null where there is no right or wrong.</summary>
    public abstract (double Least, double Most)? Accuracy(double[] values, double[] targets);

    /// <summary>Writes down where the loss is not smooth.</summary>
    public virtual void Choose(double[] values, double[] targets, ChoiceLog choices) { }
}
