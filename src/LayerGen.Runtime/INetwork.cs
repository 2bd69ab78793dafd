using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen;

/// <summary>What every generated network offers, whatever its loss.</summary>
/// <remarks>
/// A network owns its workspaces and its worker threads. It is not thread-safe: one call at a time.
/// </remarks>
public interface INetwork : IDisposable
{
    /// <summary>Layers, shapes and counts; the same object for every instance of a class.</summary>
    NetworkDescription Description { get; }

    /// <summary>Weights and biases with their gradients, first layer first.</summary>
    IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>The largest number of samples that one call takes.</summary>
    int MaxBatchSize { get; }

    /// <summary>The threads that run shards of a batch; optimizers may use them too.</summary>
    Kernels.WorkerTeam Workers { get; }

    /// <summary>
    /// What decides the next dropout masks; each call for gradients moves it on by a step. Set it to continue where
    /// another instance stood.
    /// </summary>
    DropoutPosition DropoutPosition { get; set; }

    /// <summary>
    /// Weights of the classes in the loss of training; empty, as at first, for none. Inference knows no weights, and a
    /// regression no classes.
    /// </summary>
    /// <remarks>
    /// <para>
    /// Classification: one a class; a sample's loss is multiplied by the weight of its label, or with distributions as
    /// targets each term by that of its class. Multi-label: one an output; weighs the targets of 1 against those of 0:
    /// <c>−w·t·ln p − (1 − t)·ln(1 − p)</c>. The mean is over samples, not over weights.
    /// </para>
    /// <para>Networks that are not generated may have none, and then refuse them.</para>
    /// </remarks>
    /// <exception cref="ArgumentException">
    /// There is not one for each output, or one is negative, NaN or infinite; then the old ones stay.
    /// </exception>
    ReadOnlyMemory<float> ClassWeights
    {
        get => default;
        set
        {
            if (!value.IsEmpty)
                throw new NotSupportedException(
                    $"{Description.Name} has no class weights; train it without."
                );
        }
    }

    /// <summary>
    /// Weights of the samples in the loss of the training batches that follow; empty, as at first, for none. Inference knows
    /// no weights.
    /// </summary>
    /// <remarks>
    /// <para>
    /// One for each sample of the batch, at least 0: its loss is multiplied by it. The mean is over samples, not over
    /// weights. The memory is not copied; its numbers are checked and read when a batch is trained on.
    /// </para>
    /// <para>Networks that are not generated may have none, and then refuse them.</para>
    /// </remarks>
    ReadOnlyMemory<float> SampleWeights
    {
        get => default;
        set
        {
            if (!value.IsEmpty)
                throw new NotSupportedException(
                    $"{Description.Name} has no sample weights; train it without."
                );
        }
    }

    /// <summary>Computes the outputs (<see cref="NetworkDescription.Outputs"/>) of a batch, in inference mode.</summary>
    /// <param name="inputs">features × batch: one sample a column, images in NHWC order.</param>
    /// <returns>
    /// outputs × batch. The matrix belongs to the network and is overwritten by the next call with the same batch size.
    /// </returns>
    /// <exception cref="ArgumentException">The rows or the batch size do not fit.</exception>
    DenseMatrix Forward(DenseMatrix inputs);

    /// <summary>Computes the outputs of a batch into a matrix of the caller's.</summary>
    /// <param name="inputs">features × batch.</param>
    /// <param name="outputs">outputs × batch; overwritten.</param>
    /// <exception cref="ArgumentException">A matrix has the wrong shape, or the batch is too large.</exception>
    void Forward(DenseMatrix inputs, DenseMatrix outputs);
}

/// <summary>A network with a loss over targets of one kind.</summary>
/// <typeparam name="TTargets">
/// <c>ReadOnlyMemory&lt;int&gt;</c> where they are one class label a sample; <see cref="DenseMatrix"/>, outputs × batch, where
/// they are one number an output: <see cref="NetworkDescription.Task"/> says what the numbers mean.
/// </typeparam>
public interface INetwork<TTargets> : INetwork
{
    /// <summary>Computes the loss of a batch in inference mode; gradients are left alone.</summary>
    /// <param name="inputs">features × batch.</param>
    /// <param name="targets">What the network should have answered, one for each column of <paramref name="inputs"/>.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or a target is out of range.</exception>
    BatchLoss Loss(DenseMatrix inputs, TTargets targets);

    /// <summary>
    /// Computes the loss of a batch together with its outputs, in inference mode; gradients are left
    /// alone.
    /// </summary>
    /// <param name="inputs">features × batch.</param>
    /// <param name="targets">What the network should have answered, one for each column of <paramref name="inputs"/>.</param>
    /// <param name="outputs">outputs × batch; overwritten.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or a target is out of range.</exception>
    BatchLoss Loss(DenseMatrix inputs, TTargets targets, DenseMatrix outputs)
    {
        Forward(inputs, outputs);
        return Loss(inputs, targets);
    }

    /// <summary>
    /// Computes the loss of a batch in training mode and overwrites every <see cref="Parameter.Gradient"/> with the
    /// gradient of <see cref="BatchLoss.Total"/>.
    /// </summary>
    /// <param name="inputs">features × batch.</param>
    /// <param name="targets">What the network should have answered, one for each column of <paramref name="inputs"/>.</param>
    /// <exception cref="ArgumentException">Shapes do not fit, or a target is out of range.</exception>
    BatchLoss LossAndGradients(DenseMatrix inputs, TTargets targets);
}
