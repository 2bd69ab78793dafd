using LayerGen.Generator.Core;

namespace LayerGen.Generator.Parsing;

/// <summary>Where everything in a declaration stands; travels beside it, never in it. Compares by value.</summary>
internal sealed record DeclarationSpans(
    SourceSpan ClassName,
    EquatableArray<ArgumentSpan> Members,
    AttributeSpans Network,
    EquatableArray<AttributeSpans> Layers
)
{
    /// <summary>The very argument; the attribute where the argument is not written; for the class its member's name, or its own.</summary>
    public SourceSpan Find(DeclarationError error) =>
        error.LayerIndex switch
        {
            DeclarationError.Class => Members
                .FirstOrDefault(member => member.Name == error.Argument)
                ?.Span
                ?? ClassName,
            DeclarationError.Network => Network.Find(error.Argument),
            int index => Layers[index].Find(error.Argument),
        };
}

/// <summary>Where an attribute and its arguments stand. Compares by value.</summary>
internal sealed record AttributeSpans(SourceSpan Whole, EquatableArray<ArgumentSpan> Arguments)
{
    public SourceSpan Find(string argument) =>
        Arguments.FirstOrDefault(candidate => candidate.Name == argument)?.Span ?? Whole;
}

/// <summary>Where the value of one argument stands, or one member. Compares by value.</summary>
internal sealed record ArgumentSpan(string Name, SourceSpan Span);
