namespace LayerGen;

/// <summary>
/// One of several inputs of a network that is declared with <c>[Network]</c> alone. Layers read it by <c>From</c>.
/// </summary>
/// <remarks>
/// A sample is one column of the input matrix: the values of the first input, then those of the second, and so on. Images
/// are stored NHWC.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public sealed class InputAttribute : LayerAttribute
{
    /// <summary>Declares an input of features.</summary>
    /// <param name="name">What layers call it in <c>From</c>.</param>
    /// <param name="features">How many numbers one sample has; at least 1.</param>
    public InputAttribute(string name, int features) => (Name, Shape) = (name, [features]);

    /// <summary>Declares an input of images.</summary>
    /// <param name="name">What layers call it in <c>From</c>.</param>
    /// <param name="height">Rows of one image in pixels; at least 1.</param>
    /// <param name="width">Columns of one image in pixels; at least 1.</param>
    /// <param name="channels">Values of one pixel; at least 1.</param>
    public InputAttribute(string name, int height, int width, int channels) =>
        (Name, Shape) = (name, [height, width, channels]);

    /// <summary>The shape of one sample: <c>[features]</c> or <c>[height, width, channels]</c>.</summary>
    public IReadOnlyList<int> Shape { get; }
}
