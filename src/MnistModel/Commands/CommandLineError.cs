using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace MnistModel.Commands;

/// <summary>What is wrong with a command line, in one line.</summary>
internal static class CommandLineError
{
    private const string Help = "--help lists what there is.";

    /// <summary>The first thing that is wrong; null where nothing is, or where help was asked for.</summary>
    /// <param name="parsed">The command line.</param>
    public static string? Of(ParseResult parsed)
    {
        Command command = parsed.CommandResult.Command;
        if (
            parsed.Action is not (null or HelpAction or NotedHelp)
            && UnknownOption(parsed) is { } option
        )
            return $"there is no option {option}{Nearest(option.Split('=')[0], Options(command))} {Help}";
        if (parsed.Action is not ParseErrorAction)
            return Misplaced(parsed);
        if (parsed.UnmatchedTokens is [var unknown, ..])
            return $"'{unknown}' is not expected here{Nearest(unknown, command.Subcommands.Select(one => one.Name))} "
                + Help;
        if (parsed.Errors[0].SymbolResult is OptionResult { IdentifierTokenCount: > 1 } repeated)
            return $"{repeated.Option.Name} is given {repeated.IdentifierTokenCount} times; give it once.";
        if (parsed.Errors[0].SymbolResult is OptionResult { Tokens.Count: 0 } bare)
            return $"{bare.Option.Name} needs {bare.Option.HelpName ?? "a value"}; --help says more.";
        return
            parsed.Errors[0]
                is {
                    SymbolResult: ArgumentResult { Tokens.Count: 0, Parent: CommandResult } missing
                }
            ? $"{command.Name} needs {missing.Argument.HelpName ?? missing.Argument.Name}; --help says more."
            : parsed.Errors[0].Message.ReplaceLineEndings(" ");
    }

    /// <summary>What looks like an option and is none is otherwise taken for the path that a command allows.</summary>
    private static string? UnknownOption(ParseResult parsed) =>
        parsed
            .CommandResult.Children.OfType<ArgumentResult>()
            .SelectMany(argument => argument.Tokens.Select(token => token.Value))
            .Concat(parsed.UnmatchedTokens)
            .FirstOrDefault(word => word.StartsWith('-'));

    /// <summary>An option in front of a command would be read for the standard command, and so be lost.</summary>
    private static string? Misplaced(ParseResult parsed) =>
        parsed.RootCommandResult == parsed.CommandResult
            ? null
            : parsed
                .RootCommandResult.Children.OfType<OptionResult>()
                .Where(result => !result.Implicit && !result.Option.Recursive)
                .Select(result =>
                    $"{result.Option.Name} stands before {parsed.CommandResult.Command.Name}; options stand behind the "
                    + "command."
                )
                .FirstOrDefault();

    private static IEnumerable<string> Options(Command command) =>
        command.Options.Where(option => !option.Hidden).Select(option => option.Name);

    private static string Nearest(string word, IEnumerable<string> known) =>
        known
            .Where(other => Spelling.Distance(word, other) <= 2)
            .MinBy(other => Spelling.Distance(word, other))
            is { } meant
            ? $"; did you mean {meant}?"
            : ";";
}
