using System.Globalization;

namespace LayerGen.Training;

/// <summary>A number became infinite or NaN.</summary>
/// <param name="Epoch">The epoch that was running, from 1.</param>
/// <param name="Batch">The batch that showed it, from 1.</param>
/// <param name="Loss">The loss of that batch with its penalties, in nats; often the number in question.</param>
/// <param name="Where">
/// What is not finite: <c>inputs</c>, <c>value of conv1.weight</c>, <c>gradient of conv2.weight</c>, <c>loss</c> or
/// <c>validation loss</c>; the first of these, parameters in the network's order.
/// </param>
public sealed record NonFinite(int Epoch, int Batch, double Loss, string Where)
{
    /// <summary>One line for the person who trains.</summary>
    public string Message =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"Training diverged in epoch {Epoch}, batch {Batch} (loss {Loss}): not finite: {Where}; "
        )
        + (
            Where == Divergence.Inputs
                ? "check the data."
                : "lower the learning rate, or check the data."
        );
}
