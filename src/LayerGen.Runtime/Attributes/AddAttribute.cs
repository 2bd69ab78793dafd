namespace LayerGen;

/// <summary>Adds what the layer above gives and what one or more named layers give: <c>y = x + x₁ + x₂ + …</c></summary>
/// <remarks>
/// <b>Shapes:</b> all inputs have one shape, which is that of the output.
/// <b>Gradient:</b> each input gets the gradient of the output.
/// </remarks>
public sealed class AddAttribute : LayerAttribute
{
    /// <summary>Joins what stands above with what is named.</summary>
    /// <param name="first">The <see cref="LayerAttribute.Name"/> of a layer further up, or <c>"input"</c>.</param>
    /// <param name="second">Another one, or nothing.</param>
    /// <param name="third">Another one, or nothing.</param>
    /// <param name="fourth">Another one, or nothing.</param>
    public AddAttribute(string first, string second = "", string third = "", string fourth = "") =>
        Others = [.. new[] { first, second, third, fourth }.Where(name => name.Length > 0)];

    /// <summary>The names of what is joined with what stands above, in their order.</summary>
    public IReadOnlyList<string> Others { get; }
}
