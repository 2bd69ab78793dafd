using System.Globalization;

namespace LayerGen.Generator.Core;

/// <summary>Writes attributes and numbers as C# does, whatever the machine's culture.</summary>
internal static class CSharpText
{
    /// <summary><c>[Conv(32, 3, Stride = 2)]</c>, or <c>[Flatten]</c>; empty arguments are left out.</summary>
    public static string Attribute(string name, params IEnumerable<string> arguments) =>
        $"[{Call(name, arguments)}]";

    /// <summary><c>Conv(32, 3×3, Relu)</c>, or <c>Flatten</c>; empty arguments are left out.</summary>
    public static string Call(string name, params IEnumerable<string> arguments)
    {
        string list = string.Join(", ", arguments.Where(argument => argument.Length > 0));
        return list.Length == 0 ? name : $"{name}({list})";
    }

    /// <summary>The shortest text that reads back as the same number.</summary>
    public static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>A text as C# writes it, on one line.</summary>
    public static string Quoted(string text) =>
        "\""
        + string.Concat(
            text.Select(letter =>
                letter switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    < ' ' => $"\\u{(int)letter:x4}",
                    _ => letter.ToString(),
                }
            )
        )
        + "\"";

    public static string Number(long value) => value.ToString(CultureInfo.InvariantCulture);
}
