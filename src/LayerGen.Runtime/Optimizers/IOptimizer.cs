namespace LayerGen.Optimizers;

/// <summary>Changes the parameters of one network by their gradients.</summary>
/// <remarks>Holds the network's parameters and its worker team; call it from the thread that calls the network.</remarks>
public interface IOptimizer
{
    /// <summary>The size of a step; schedules change it between steps.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value set is negative, NaN or infinite.</exception>
    double LearningRate { get; set; }

    /// <summary>How many steps were made.</summary>
    long Steps { get; }

    /// <summary>Makes one step with the gradients of the last batch. Allocates nothing.</summary>
#pragma warning disable CA1716 // A keyword of Visual Basic, and the word of the field.
    void Step();
#pragma warning restore CA1716
}
