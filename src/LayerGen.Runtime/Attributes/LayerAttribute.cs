namespace LayerGen;

/// <summary>
/// One layer of a network. Layers are applied in the order in which their attributes are written;
/// the generator derives every shape and reports what does not fit on the attribute itself.
/// </summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute;
