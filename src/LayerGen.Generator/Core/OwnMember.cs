namespace LayerGen.Generator.Core;

/// <summary>A member that the class declares itself. Compares by value.</summary>
/// <param name="Name">Without escapes; <see cref="Constructor"/> for a constructor.</param>
/// <param name="Signature">
/// What must differ between methods of one class, as <see cref="GeneratedMembers"/> writes it; empty for what is no method.
/// </param>
/// <param name="Text">What messages call it: <c>Forward(DenseMatrix)</c>.</param>
internal sealed record OwnMember(string Name, string Signature, string Text)
{
    public const string Constructor = ".ctor";

    public bool IsMethod => Signature.Length > 0;

    public bool IsConstructor => Name == Constructor;
}
