namespace LayerGen;

/// <summary>Puts what the layer above gives and what one or more named layers give side by side: channels of images, or features.</summary>
/// <remarks>
/// <b>Shapes:</b> images of one height and width; the output has the sum of their channels. Or features; the output has the sum of their numbers. What stands above comes first, then the others in their order.
/// <b>Gradient:</b> each input gets its part of the gradient of the output.
/// </remarks>
public sealed class ConcatAttribute : LayerAttribute
{
    /// <summary>Joins what stands above with what is named.</summary>
    /// <param name="first">The <see cref="LayerAttribute.Name"/> of a layer further up, or <c>"input"</c>.</param>
    /// <param name="second">Another one, or nothing.</param>
    /// <param name="third">Another one, or nothing.</param>
    /// <param name="fourth">Another one, or nothing.</param>
    public ConcatAttribute(
        string first,
        string second = "",
        string third = "",
        string fourth = ""
    ) => Others = [.. new[] { first, second, third, fourth }.Where(name => name.Length > 0)];

    /// <summary>The names of what is joined with what stands above, in their order.</summary>
    public IReadOnlyList<string> Others { get; }
}
