using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core;

/// <summary>One argument of an attribute. Compares by value.</summary>
/// <param name="Name">The constructor parameter or the property that it sets.</param>
/// <param name="IsProperty">Whether it sets a property.</param>
/// <param name="Value">What was written.</param>
internal sealed record Argument(string Name, bool IsProperty, Constant Value)
{
    public string Text => IsProperty ? $"{Name} = {Value.Text}" : Value.Text;
}

/// <summary>
/// An attribute as written, free of the compiler's types: what layer kinds read their settings from, and the words
/// that name it in messages. Compares by value.
/// </summary>
/// <param name="LayerIndex">Which layer, counted from 0; <see cref="DeclarationError.Network"/> for [Network].</param>
/// <param name="Name">Without <c>Attribute</c>: <c>Conv</c>.</param>
/// <param name="Arguments">Constructor arguments, then properties, in the order written.</param>
internal sealed record AttributeCall(
    int LayerIndex,
    string Name,
    EquatableArray<Argument> Arguments
)
{
    /// <summary>For the use of a block: the attributes on its class, in the order written.</summary>
    public EquatableArray<AttributeCall> Body { get; init; }

    /// <summary>Whether it is the use of a block.</summary>
    public bool IsBlock { get; init; }

    /// <summary>Whether it is the use of a block on itself, or on a block that it uses.</summary>
    public bool ContainsItself { get; init; }

    /// <summary>For a layer inside a block: how messages name the use of it; empty elsewhere.</summary>
    public string Use { get; init; } = "";

    /// <summary>As it is written; a name that is left out is left out here.</summary>
    public string Text =>
        CSharpText.Attribute(
            Name,
            Arguments
                .Where(argument => argument.Value is not Constant.String(""))
                .Select(argument => argument.Text)
        );

    /// <summary>How messages name it: <c>Layer 3 [MaxPool(2)]</c>, <c>[Network(28, 28, 1)]</c>.</summary>
    public string Subject =>
        LayerIndex == DeclarationError.Network ? Text : LayerText.Subject(LayerIndex, Text, Use);

    /// <summary>Whether the compiler reports an error for it, so that there is nothing to add.</summary>
    public bool IsInvalid => Arguments.Any(argument => argument.Value is Constant.Invalid);

    public bool Has(string name) => Arguments.Any(argument => argument.Name == name);

    public int Int(string name, int otherwise = 0) =>
        Find(name) is Constant.Int(var value) ? value : otherwise;

    public double Double(string name, double otherwise = 0) =>
        Find(name) is Constant.Double(var value) ? value : otherwise;

    public bool Bool(string name, bool otherwise) =>
        Find(name) is Constant.Bool(var value) ? value : otherwise;

    public string String(string name) => Find(name) is Constant.String(var value) ? value : "";

    /// <summary>The member with the same number; the default, 0, when the argument is not given.</summary>
    public TEnum Enum<TEnum>(string name)
        where TEnum : struct =>
        Find(name) is Constant.EnumValue { Value: var value }
            ? (TEnum)System.Enum.ToObject(typeof(TEnum), value)
            : default;

    /// <summary>The layer if the compiler and every check are content; every check's error otherwise.</summary>
    public Result<T> Checked<T>(T value, params IEnumerable<DeclarationError?> checks)
    {
        if (IsInvalid)
        {
            return new Result<T>.Failed([]);
        }
        EquatableArray<DeclarationError> errors = checks
            .OfType<DeclarationError>()
            .ToEquatableArray();
        return errors.Count == 0 ? new Result<T>.Ok(value) : new Result<T>.Failed(errors);
    }

    /// <summary>An error on one of the arguments; the subject is the first word.</summary>
    public DeclarationError Error(string id, string argument, params IEnumerable<string> words) =>
        new(id, LayerIndex, argument, [Subject, .. words]);

    private Constant? Find(string name) =>
        Arguments.FirstOrDefault(argument => argument.Name == name)?.Value;
}
