using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using MnistModel.Options;
using MnistModel.Reporting;

namespace MnistModel.Commands;

/// <summary>The command line as a whole: finds the command, writes help and errors, and runs.</summary>
internal static class ProgramCommandLine
{
    private const string Description =
        "Trains, tests and uses a convolutional network that was generated from ten lines of attributes.";

    /// <summary>Reads the command line and does what it asks for.</summary>
    /// <param name="arguments">What stands behind the program's name.</param>
    /// <param name="output">Standard output.</param>
    /// <param name="error">Standard error.</param>
    /// <returns>What to tell the shell.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments,
        TextWriter output,
        TextWriter error
    )
    {
        ParseResult parsed = Parse(arguments, CommandList.Create());
        if (CommandLineError.Of(parsed) is { } message)
        {
            new OutputLines(error).Write($"error: {message}");
            return ExitCodes.BadInput;
        }
        InvocationConfiguration invocation = new()
        {
            Output = output,
            Error = error,
            EnableDefaultExceptionHandler = false,
            // Commands listen for signals themselves: they finish what they have begun, for as long as that takes.
            ProcessTerminationTimeout = null,
        };
        if (parsed.Action == parsed.CommandResult.Command.Action)
            return await parsed.InvokeAsync(invocation).ConfigureAwait(false);
        // Help, versions and suggestions write as if nothing could go wrong with that.
        CommandOutput shown = new(invocation);
        await using StringWriter text = new() { NewLine = output.NewLine };
        invocation.Output = text;
        int exitCode = await parsed.InvokeAsync(invocation).ConfigureAwait(false);
        shown.ResultText(text.ToString());
        return shown.Close(exitCode);
    }

    /// <summary>Reads a command line.</summary>
    /// <param name="arguments">What stands behind the program's name.</param>
    /// <param name="commands">The commands to choose from; the first is taken where none is named.</param>
    public static ParseResult Parse(
        IReadOnlyList<string> arguments,
        ImmutableArray<ProgramCommand> commands
    ) =>
        // No response files: a path may begin with @.
        Root(commands).Parse(arguments, new() { ResponseFileTokenReplacer = null });

    private static RootCommand Root(ImmutableArray<ProgramCommand> commands)
    {
        ProgramCommand standard = commands[0];
        RootCommand root = new(Description) { Action = standard.Action };
        foreach (ProgramCommand command in commands)
            root.Add(command);
        foreach (Option option in standard.Options)
            root.Add(option);
        foreach (var validator in standard.Validators)
            root.Validators.Add(result =>
            {
                if (!result.Children.OfType<CommandResult>().Any())
                    validator(result);
            });
        HelpOption help = root.Options.OfType<HelpOption>().Single();
        help.Action = new NotedHelp((HelpAction)help.Action!, standard);
        // Paths where there are no drives.
        help.Aliases.Remove("/h");
        help.Aliases.Remove("/?");
        return root;
    }
}
