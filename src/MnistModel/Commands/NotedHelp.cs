using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using MnistModel.Options;

namespace MnistModel.Commands;

/// <summary>The usual help, then the command's notes, then the exit codes, which all commands share.</summary>
/// <param name="usual">Writes the usual help.</param>
/// <param name="standard">The command whose notes stand where none is named.</param>
internal sealed class NotedHelp(HelpAction usual, ProgramCommand standard)
    : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        int exitCode = usual.Invoke(parseResult);
        ProgramCommand command = parseResult.CommandResult.Command as ProgramCommand ?? standard;
        TextWriter output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(command.Notes.ReplaceLineEndings(output.NewLine));
        output.WriteLine();
        output.WriteLine(ExitCodes.InWords.ReplaceLineEndings(output.NewLine));
        return exitCode;
    }
}
