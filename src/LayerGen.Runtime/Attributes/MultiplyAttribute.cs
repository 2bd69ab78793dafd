namespace LayerGen;

/// <summary>Multiplies what the layer above gives by what one or more named layers give, value by value: <c>y = x · x₁ · x₂ · …</c></summary>
/// <remarks>
/// <b>Shapes:</b> all inputs have one shape, which is that of the output.
/// <b>Gradient:</b> each input gets the gradient of the output times the product of the others.
/// </remarks>
public sealed class MultiplyAttribute : LayerAttribute
{
    /// <summary>Joins what stands above with what is named.</summary>
    /// <param name="first">The <see cref="LayerAttribute.Name"/> of a layer further up, or <c>"input"</c>.</param>
    /// <param name="second">Another one, or nothing.</param>
    /// <param name="third">Another one, or nothing.</param>
    /// <param name="fourth">Another one, or nothing.</param>
    public MultiplyAttribute(
        string first,
        string second = "",
        string third = "",
        string fourth = ""
    ) => Others = [.. new[] { first, second, third, fourth }.Where(name => name.Length > 0)];

    /// <summary>The names of what is joined with what stands above, in their order.</summary>
    public IReadOnlyList<string> Others { get; }
}
