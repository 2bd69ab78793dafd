using System.Globalization;

namespace LayerGen.Generator.Emission;

/// <summary>Values as C# source, the same in every culture.</summary>
internal static class Literals
{
    private static readonly HashSet<string> Keywords =
    [
        .. (
            "abstract as base bool break byte case catch char checked class const continue decimal default delegate do "
            + "double else enum event explicit extern false finally fixed float for foreach goto if implicit in int "
            + "interface internal is lock long namespace new null object operator out override params private "
            + "protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch "
            + "this throw true try typeof uint ulong unchecked unsafe ushort using virtual void volatile while "
            // Words that mean something in some places only, but name no type unless escaped.
            + "__arglist __makeref __reftype __refvalue extension file partial record required scoped"
        ).Split(' '),
    ];

    /// <summary>A double that reads back to the same bits.</summary>
    public static string Of(double value) =>
        value.ToString("R", CultureInfo.InvariantCulture) + "d";

    /// <summary>A float that reads back to the same bits.</summary>
    public static string Of(float value) => value.ToString("R", CultureInfo.InvariantCulture) + "f";

    /// <summary>A string literal of a text without control characters.</summary>
    public static string Quoted(string text) =>
        "\"" + text.Replace("\\", "\\\\").Replace("\"", "\\\"") + "\"";

    /// <summary>A name, escaped if it is a keyword.</summary>
    public static string Identifier(string name) => Keywords.Contains(name) ? "@" + name : name;

    /// <summary>A dotted name, each part escaped if it is a keyword.</summary>
    public static string QualifiedName(string name) =>
        string.Join(".", name.Split('.').Select(Identifier));

    /// <summary>A list of numbers.</summary>
    public static string List(IEnumerable<int> values) =>
        string.Join(", ", values.Select(value => value.ToString(CultureInfo.InvariantCulture)));

    /// <summary>A whole number with thousands set apart.</summary>
    public static string Grouped(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary><c>Conv1Output</c> → <c>_conv1Output</c>.</summary>
    public static string Field(string name) =>
        "_" + char.ToLowerInvariant(name[0]) + name.Substring(1);
}
