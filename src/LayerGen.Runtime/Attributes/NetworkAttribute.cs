namespace LayerGen;

/// <summary>
/// Marks a partial class as a neural network and gives the shape of one input sample.
/// The layers follow as attributes on the same class, first to last.
/// </summary>
/// <remarks>
/// A sample is one column of the input matrix. Images are stored NHWC: the value of row <c>y</c>, column <c>x</c>
/// and channel <c>c</c> is at index <c>(y · width + x) · channels + c</c> of its column.
/// </remarks>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class NetworkAttribute : Attribute
{
    /// <summary>Declares a network whose inputs are declared by <see cref="InputAttribute"/>.</summary>
    public NetworkAttribute() => InputShape = [];

    /// <summary>Declares a network over feature vectors.</summary>
    /// <param name="features">How many numbers one sample has; at least 1.</param>
    public NetworkAttribute(int features) => InputShape = [features];

    /// <summary>Declares a network over images.</summary>
    /// <param name="height">Rows of one image in pixels; at least 1.</param>
    /// <param name="width">Columns of one image in pixels; at least 1.</param>
    /// <param name="channels">Values of one pixel: 1 for grey, 3 for colour; at least 1.</param>
    public NetworkAttribute(int height, int width, int channels) =>
        InputShape = [height, width, channels];

    /// <summary>
    /// The shape of one sample: <c>[features]</c> or <c>[height, width, channels]</c>; empty where inputs are declared by
    /// <see cref="InputAttribute"/>.
    /// </summary>
    public IReadOnlyList<int> InputShape { get; }
}
