namespace LayerGen.Initialization;

/// <summary>Random starting values for weights; biases start at 0.</summary>
public static class Initializers
{
    /// <summary>
    /// <c>U(−√(6/fanIn), √(6/fanIn))</c>, of variance <c>2/fanIn</c>: keeps the size of activations through layers with
    /// ReLU.
    /// </summary>
    /// <param name="weight">Overwritten, first to last.</param>
    /// <param name="fanIn">Inputs that one output sums over: <c>kernelHeight · kernelWidth · channels</c>, or features.</param>
    /// <param name="random">Advanced by one draw an element.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="fanIn"/> is less than 1.</exception>
    /// <remarks>
    /// Source: He et al., "Delving Deep into Rectifiers", ICCV 2015, equation 10, in its uniform form.
    /// </remarks>
    public static void HeUniform(Span<float> weight, int fanIn, ref RandomSource random)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fanIn);
        Uniform(weight, Math.Sqrt(6d / fanIn), ref random);
    }

    /// <summary>
    /// <c>U(−√(6/(fanIn + fanOut)), √(6/(fanIn + fanOut)))</c>: a compromise between keeping the size of activations
    /// and that of gradients, for sigmoid, tanh, softmax and linear layers.
    /// </summary>
    /// <param name="weight">Overwritten, first to last.</param>
    /// <param name="fanIn">Inputs that one output sums over.</param>
    /// <param name="fanOut">Outputs that one input reaches: <c>kernelHeight · kernelWidth · filters</c>, or units.</param>
    /// <param name="random">Advanced by one draw an element.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is less than 1.</exception>
    /// <remarks>
    /// Source: Glorot, Bengio, "Understanding the Difficulty of Training Deep Feedforward Neural Networks", AISTATS
    /// 2010, equation 16.
    /// </remarks>
    public static void GlorotUniform(
        Span<float> weight,
        int fanIn,
        int fanOut,
        ref RandomSource random
    )
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fanIn);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fanOut);
        Uniform(weight, Math.Sqrt(6 / ((double)fanIn + fanOut)), ref random);
    }

    private static void Uniform(Span<float> weight, double limit, ref RandomSource random)
    {
        for (int i = 0; i < weight.Length; i++)
            weight[i] = (float)(((2 * random.NextDouble()) - 1) * limit);
    }
}
