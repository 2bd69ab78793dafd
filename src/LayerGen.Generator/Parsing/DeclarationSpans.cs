using LayerGen.Generator.Core;

namespace LayerGen.Generator.Parsing;

/// <summary>Where everything in a declaration stands; travels beside it, never in it. Compares by value.</summary>
internal sealed record DeclarationSpans(
    SourceSpan ClassName,
    AttributeSpans Network,
    EquatableArray<AttributeSpans> Layers
)
{
    /// <summary>The very argument; the attribute where the argument is not written; the class's name for the class.</summary>
    public SourceSpan Find(DeclarationError error) =>
        error.LayerIndex switch
        {
            DeclarationError.Class => ClassName,
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

/// <summary>Where the value of one argument stands. Compares by value.</summary>
internal sealed record ArgumentSpan(string Name, SourceSpan Span);
