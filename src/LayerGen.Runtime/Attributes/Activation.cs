namespace LayerGen;

/// <summary>The function applied to each output value of a layer.</summary>
public enum Activation
{
    /// <summary><c>f(x) = x</c>.</summary>
    None,

    /// <summary>
    /// <c>f(x) = max(0, x)</c>; the gradient at 0 is taken as 0. What should be 0 may not quite be so: see the rounding of
    /// <see cref="ConvAttribute"/>.
    /// </summary>
    Relu,

    /// <summary><c>f(x) = 1 / (1 + e⁻ˣ)</c>.</summary>
    Sigmoid,

    /// <summary><c>f(x) = tanh(x)</c>.</summary>
    Tanh,
}
