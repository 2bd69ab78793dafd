namespace LayerGen.Generator.Core;

/// <summary>
/// A network as declared, with every argument read and checked on its own, but no shape inferred yet.
/// Compares by value; holds nothing of the compiler's, so that an unrelated edit stops here.
/// </summary>
/// <param name="Namespace">The class's namespace; empty for the global one.</param>
/// <param name="ClassName">The class's name without escapes.</param>
/// <param name="Input">The shape of one sample.</param>
/// <param name="Layers">The layers in the order of their attributes.</param>
internal sealed record NetworkDeclaration(
    string Namespace,
    string ClassName,
    Shape Input,
    EquatableArray<Layers.Layer> Layers
);
