using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace MnistModel.Options;

/// <summary>Options whose errors say what is allowed.</summary>
internal static class ValueOption
{
    /// <summary>An option that takes a number in a range.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="standard">Its value where it is not given.</param>
    /// <param name="allowed">What is allowed, in words.</param>
    /// <param name="isAllowed">Whether a number is allowed.</param>
    public static Option<T> Number<T>(
        string name,
        string description,
        T standard,
        string allowed,
        Func<T, bool> isAllowed
    )
        where T : struct, INumber<T> =>
        Of(
            name,
            description,
            standard,
            "NUMBER",
            allowed,
            text =>
                T.TryParse(
                    text,
                    NumberStyles.AllowLeadingSign
                        | NumberStyles.AllowDecimalPoint
                        | NumberStyles.AllowExponent,
                    CultureInfo.InvariantCulture,
                    out T number
                ) && isAllowed(number)
                    ? number
                    : null
        );

    /// <summary>An option that takes one of some words; not given, it has the default value of its type.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    /// <param name="description">What it is for, and what holds where it is not given.</param>
    /// <param name="words">What may be given, and what each means.</param>
    public static Option<T> Word<T>(
        string name,
        string description,
        params (string Word, T Meaning)[] words
    )
    {
        string[] spellings = [.. words.Select(pair => pair.Word)];
        Option<T> option = new(name)
        {
            Description = description,
            HelpName = string.Join('|', spellings),
            CustomParser = result =>
            {
                string given = result.Tokens[0].Value;
                foreach (var (word, meaning) in words)
                {
                    if (word == given)
                        return meaning;
                }
                return Refuse<T>(result, name, given, OneOf(spellings));
            },
        };
        option.CompletionSources.Add(spellings);
        return option;
    }

    /// <summary>An option that takes a path, which may not be empty.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="standard">Its value where it is not given.</param>
    public static Option<string?> DirectoryPath(string name, string description, string? standard)
    {
        Option<string?> option = new(name)
        {
            Description = description,
            HelpName = "DIR",
            CustomParser = result =>
                result.Tokens[0].Value is { } given && !string.IsNullOrWhiteSpace(given)
                    ? given
                    : Refuse<string?>(result, name, "", "the path of a directory"),
            DefaultValueFactory = _ => standard,
        };
        return option;
    }

    private static string OneOf(string[] words) =>
        $"{string.Join(", ", words[..^1])} or {words[^1]}";

    private static Option<T> Of<T>(
        string name,
        string description,
        T standard,
        string helpName,
        string allowed,
        Func<string, T?> parse
    )
        where T : struct =>
        new(name)
        {
            Description = $"{description}: {allowed}",
            HelpName = helpName,
            CustomParser = result =>
                parse(result.Tokens[0].Value)
                ?? Refuse<T>(result, name, result.Tokens[0].Value, allowed),
            DefaultValueFactory = _ => standard,
        };

    private static T Refuse<T>(ArgumentResult result, string name, string given, string allowed)
    {
        result.AddError($"{name}: '{given}' is not allowed; give {allowed}.");
        return default!;
    }
}
