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
            text => Parse<T>(text) is { } number && isAllowed(number) ? number : null
        );

    /// <summary>An option that takes a number in a range, and has none where it is not given.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="allowed">What is allowed, in words.</param>
    /// <param name="isAllowed">Whether a number is allowed.</param>
    public static Option<T?> OptionalNumber<T>(
        string name,
        string description,
        string allowed,
        Func<T, bool> isAllowed
    )
        where T : struct, INumber<T> =>
        Optional<T>(
            name,
            description,
            "NUMBER",
            allowed,
            text => Parse<T>(text) is { } number && isAllowed(number) ? number : null
        );

    /// <summary>An option that takes a time, and has none where it is not given.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    /// <param name="description">What it is for.</param>
    public static Option<TimeSpan?> Time(string name, string description) =>
        Optional<TimeSpan>(name, description, "TIME", Duration.Allowed, Duration.Parse);

    /// <summary>An option that takes how often checkpoints are written.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="standard">Its value where it is not given.</param>
    public static Option<CheckpointInterval> Checkpoints(
        string name,
        string description,
        CheckpointInterval standard
    ) =>
        Of(
            name,
            description,
            standard,
            "INTERVAL",
            CheckpointInterval.Allowed,
            CheckpointInterval.Parse
        );

    /// <summary>An option that takes a schedule, in words.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    /// <param name="description">What it is for.</param>
    public static Option<string?> Schedule(string name, string description)
    {
        Option<string?> option = new(name)
        {
            Description = description,
            HelpName = "SCHEDULE",
            CustomParser = result =>
                result.Tokens[0].Value is var given && ScheduleWords.Parse(given) is not null
                    ? given
                    : Refuse<string?>(result, name, given, ScheduleWords.Allowed),
        };
        option.CompletionSources.Add(ScheduleWords.Names);
        return option;
    }

    /// <summary>An option that takes changes of images, in words; by itself it stands for those that suit digits.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    /// <param name="description">What it is for.</param>
    public static Option<string?> Augmentation(string name, string description)
    {
        Option<string?> option = new(name)
        {
            Description = description,
            HelpName = "CHANGES",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result =>
                result.Tokens is not [var token] ? AugmentationWords.Digits
                : AugmentationWords.Parse(token.Value) is not null ? token.Value
                : Refuse<string?>(result, name, token.Value, AugmentationWords.Allowed),
        };
        option.CompletionSources.Add(AugmentationWords.Names);
        return option;
    }

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
            CustomParser = result => Meaning(result, name, words),
        };
        // Otherwise names of the type's values would be offered, too.
        option.CompletionSources.Clear();
        option.CompletionSources.Add(spellings);
        return option;
    }

    /// <summary>An argument that is one of some words, and must be given.</summary>
    /// <param name="name">What the help calls it.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="words">What may be given, and what each means.</param>
    public static Argument<T> WordArgument<T>(
        string name,
        string description,
        params (string Word, T Meaning)[] words
    )
    {
        string[] spellings = [.. words.Select(pair => pair.Word)];
        Argument<T> argument = new(name)
        {
            Description = description,
            HelpName = string.Join('|', spellings),
            CustomParser = result => Meaning(result, name, words),
        };
        argument.CompletionSources.Clear();
        argument.CompletionSources.Add(spellings);
        return argument;
    }

    private static T Meaning<T>(
        ArgumentResult result,
        string name,
        (string Word, T Meaning)[] words
    )
    {
        string given = result.Tokens[0].Value;
        foreach (var (word, meaning) in words)
        {
            if (word == given)
                return meaning;
        }
        return Refuse<T>(result, name, given, OneOf([.. words.Select(pair => pair.Word)]));
    }

    /// <summary>An option that takes the path of a directory, which may not be empty.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    /// <param name="description">What it is for.</param>
    /// <param name="standard">Its value where it is not given.</param>
    public static Option<string?> DirectoryPath(
        string name,
        string description,
        string? standard
    ) => Location(name, description, "DIR", "the path of a directory", standard);

    /// <summary>An option that takes the path of a file, which may not be empty.</summary>
    /// <param name="name">Its name, with the dashes.</param>
    /// <param name="description">What it is for.</param>
    public static Option<string?> FilePath(string name, string description) =>
        Location(name, description, "FILE", "the path of a file", standard: null);

    private static Option<string?> Location(
        string name,
        string description,
        string helpName,
        string allowed,
        string? standard
    ) =>
        new(name)
        {
            Description = description,
            HelpName = helpName,
            CustomParser = result =>
                result.Tokens[0].Value is { } given && !string.IsNullOrWhiteSpace(given)
                    ? given
                    : Refuse<string?>(result, name, "", allowed),
            DefaultValueFactory = _ => standard,
        };

    private static T? Parse<T>(string text)
        where T : struct, INumber<T> =>
        T.TryParse(
            text,
            NumberStyles.AllowLeadingSign
                | NumberStyles.AllowDecimalPoint
                | NumberStyles.AllowExponent,
            CultureInfo.InvariantCulture,
            out T number
        )
            ? number
            : null;

    private static Option<T?> Optional<T>(
        string name,
        string description,
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
                ?? Refuse<T?>(result, name, result.Tokens[0].Value, allowed),
        };

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
