using Microsoft.CodeAnalysis;

namespace LayerGen.Reference.Generated;

/// <summary>Generated code that does not compile without a complaint.</summary>
public sealed class GeneratedCodeException : Exception
{
    // A fault in one emitter repeats in every network; the first few tell it all.
    private const int MostComplaints = 20;

    public GeneratedCodeException() { }

    public GeneratedCodeException(string message)
        : base(message) { }

    public GeneratedCodeException(string message, Exception innerException)
        : base(message, innerException) { }

    public GeneratedCodeException(IReadOnlyCollection<Diagnostic> complaints)
        : base(
            $"{complaints.Count} complaints of the generator and the compiler:\n"
                + string.Join("\n", complaints.Take(MostComplaints).Select(Describe))
        ) { }

    private static string Describe(Diagnostic complaint)
    {
        string line = complaint.Location.SourceTree is { } tree
            ? tree.GetText()
                .Lines[complaint.Location.GetLineSpan().StartLinePosition.Line]
                .ToString()
                .Trim()
            : "";
        return $"{complaint}\n    {line}";
    }
}
