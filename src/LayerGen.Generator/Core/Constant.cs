using System.Globalization;

namespace LayerGen.Generator.Core;

/// <summary>A closed union: a constant in an attribute, free of the compiler's types. Compares by value.</summary>
internal abstract record Constant
{
    private Constant() { }

    /// <summary>As written in C#, whatever the machine's culture.</summary>
    public abstract string Text { get; }

    public sealed record Int(int Value) : Constant
    {
        public override string Text => Value.ToString(CultureInfo.InvariantCulture);
    }

    public sealed record Double(double Value) : Constant
    {
        public override string Text => CSharpText.Number(Value);
    }

    public sealed record Bool(bool Value) : Constant
    {
        public override string Text => Value ? "true" : "false";
    }

    public sealed record String(string Value) : Constant
    {
        public override string Text => CSharpText.Quoted(Value);
    }

    /// <param name="Type">The enumeration's name.</param>
    /// <param name="Member">The member's name; empty for a number that names none.</param>
    /// <param name="Value">The number.</param>
    public sealed record EnumValue(string Type, string Member, int Value) : Constant
    {
        public override string Text =>
            Member.Length > 0
                ? $"{Type}.{Member}"
                : $"({Type}){Value.ToString(CultureInfo.InvariantCulture)}";
    }

    /// <summary>Something the C# compiler reports an error for: half-typed, of a wrong type, not constant.</summary>
    public sealed record Invalid : Constant
    {
        public override string Text => "?";
    }
}
