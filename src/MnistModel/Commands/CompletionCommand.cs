using System.CommandLine;
using MnistModel.Options;
using MnistModel.Reporting;

namespace MnistModel.Commands;

/// <summary>Prints what a shell needs to complete the program's command lines.</summary>
internal sealed class CompletionCommand : ProgramCommand
{
    private readonly Argument<Shell> _shell;

    /// <summary>Makes the command.</summary>
    public CompletionCommand()
        : base("completion", "Prints a script that makes your shell complete commands and options.")
    {
        _shell = ValueOption.WordArgument(
            "SHELL",
            "Which shell the script is for",
            ("bash", Shell.Bash),
            ("zsh", Shell.Zsh),
            ("pwsh", Shell.PowerShell)
        );
        Add(_shell);
        SetAction(parsed =>
        {
            CommandOutput output = new(parsed.InvocationConfiguration);
            output.ResultText(
                CompletionScripts.Of(parsed.GetValue(_shell)).ReplaceLineEndings("\n")
            );
            return output.Close(ExitCodes.Success);
        });
    }

    /// <inheritdoc/>
    public override string Notes =>
        """
            Examples:
              MnistModel completion bash >> ~/.bashrc
              MnistModel completion zsh >> ~/.zshrc
              MnistModel completion pwsh >> $PROFILE
            """;
}
