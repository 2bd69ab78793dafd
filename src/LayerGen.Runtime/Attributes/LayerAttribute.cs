namespace LayerGen;

/// <summary>
/// One layer of a network. Layers are applied in the order in which their attributes are written, each to what the one
/// above it gives; the generator derives every shape and reports what does not fit on the attribute itself.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>
    /// A name for what the layer gives, so that layers further down can read it: by <see cref="From"/>, or as what
    /// <see cref="AddAttribute"/>, <see cref="MultiplyAttribute"/> and <see cref="ConcatAttribute"/> join.
    /// </summary>
    public string? Name { get; set; }

    /// <summary>
    /// The name of what the layer reads, if that is not what the layer above it gives. <c>"input"</c> is what
    /// <c>[Network(…)]</c> takes; in a block, what reaches the block.
    /// </summary>
    public string? From { get; set; }
}
