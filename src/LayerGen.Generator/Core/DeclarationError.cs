namespace LayerGen.Generator.Core;

/// <summary>
/// Something wrong with a declaration: which rule it breaks, on which layer and argument, and the words that fill
/// the rule's message. Holds no position: positions travel beside the declaration. Compares by value.
/// </summary>
/// <param name="Id">The rule, such as <c>LG0101</c>; its message format is in the diagnostics table.</param>
/// <param name="LayerIndex">Which layer attribute, counted from 0; <see cref="Network"/> or
/// <see cref="Class"/> for what is no layer.</param>
/// <param name="Argument">
/// The constructor parameter or property whose argument is wrong, as written in C#; empty for the whole attribute. For a
/// class the <see cref="OwnMember.Text"/> of the member that is wrong; empty for the class itself.
/// </param>
/// <param name="Words">What the message's placeholders stand for.</param>
internal sealed record DeclarationError(
    string Id,
    int LayerIndex,
    string Argument,
    EquatableArray<string> Words
)
{
    /// <summary>The <see cref="LayerIndex"/> of an error that belongs to the [Network] attribute.</summary>
    public const int Network = -1;

    /// <summary>The <see cref="LayerIndex"/> of an error that belongs to the class, and is shown on its name or its member's.</summary>
    public const int Class = -2;
}
