using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace LayerGen.Generator.Parsing;

/// <summary>
/// A place in a source file. Compares by value and keeps no syntax tree alive, as a <see cref="Location"/> would.
/// </summary>
internal sealed record SourceSpan(string Path, TextSpan Span, LinePositionSpan Lines)
{
    public static SourceSpan Of(SyntaxNodeOrToken place) =>
        new(
            place.SyntaxTree?.FilePath ?? "",
            place.Span,
            place.GetLocation()?.GetLineSpan().Span ?? default
        );

    public static SourceSpan Of(Location place) =>
        new(place.SourceTree?.FilePath ?? "", place.SourceSpan, place.GetLineSpan().Span);

    public Location ToLocation() => Location.Create(Path, Span, Lines);
}
