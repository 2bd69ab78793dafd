namespace LayerGen.Generator.Core;

/// <summary>
/// A class under [Network] as written, free of the compiler's types and checked by nobody. Compares by value.
/// </summary>
/// <param name="Namespace">Its namespace without escapes; empty for the global one.</param>
/// <param name="Name">Its name without escapes.</param>
/// <param name="IsPartial">Whether the declaration says <c>partial</c>.</param>
/// <param name="ContainingType">The type it is nested in; empty for none.</param>
/// <param name="IsGeneric">Whether it has type parameters.</param>
/// <param name="IsFileLocal">Whether it says <c>file</c>.</param>
/// <param name="Oddities">What keeps it from being a plain class: <c>static</c>, <c>abstract</c>, <c>a record</c>.</param>
/// <param name="Members">What it declares itself and must not, beside what is generated.</param>
/// <param name="Network">The [Network] attribute.</param>
/// <param name="Layers">The layer attributes on the same declaration, in the order written.</param>
/// <param name="Strays">Layer attributes on other parts of the class; their indices go on where the layers end.</param>
internal sealed record ClassDeclaration(
    string Namespace,
    string Name,
    bool IsPartial,
    string ContainingType,
    bool IsGeneric,
    bool IsFileLocal,
    EquatableArray<string> Oddities,
    EquatableArray<OwnMember> Members,
    AttributeCall Network,
    EquatableArray<AttributeCall> Layers,
    EquatableArray<AttributeCall> Strays
);
