namespace LayerGen.Optimizers;

/// <summary>Changes the parameters of one network by their gradients.</summary>
/// <remarks>Holds the network's parameters and its worker team; call it from the thread that calls the network.</remarks>
public interface IOptimizer
{
    /// <summary>The size of a step; schedules change it between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value set is negative, NaN or infinite.</exception>
    double LearningRate { get; set; }

    /// <summary>
    /// What a step changes: parameters of one network, the same matrices as in its <see cref="INetwork.Parameters"/>. All of
    /// them, or fewer, where the others shall stay as they are.
    /// </summary>
    /// <remarks>
    /// Implementers return what <see cref="Step"/> writes to, always the same. By it <see cref="Training.Trainer"/> refuses an
    /// optimizer that was made for another network, with which training would change nothing.
    /// </remarks>
    IReadOnlyList<Parameter> Parameters { get; }

    /// <summary>How many steps were made.</summary>
    long Steps { get; }

    /// <summary>Makes one step with the gradients of the last batch. Allocates nothing.</summary>
#pragma warning disable CA1716 // A keyword of Visual Basic, and the word of the field.
    void Step();
#pragma warning restore CA1716

    /// <summary>Copies everything that decides the next steps: settings, learning rate, number of steps, moments.</summary>
    OptimizerState Capture();

    /// <summary>Continues where another optimizer of the same kind stood, with its settings: the same bits follow.</summary>
    /// <param name="state">From <see cref="Capture"/>, for parameters of the same names and axes.</param>
    /// <returns>The state; or a failure that says what does not fit, and then the optimizer is as it was.</returns>
    Result<OptimizerState> Restore(OptimizerState state);
}
