namespace MnistModel.Commands;

/// <summary>A shell that can complete command lines.</summary>
internal enum Shell
{
    /// <summary>GNU Bash.</summary>
    Bash,

    /// <summary>Z shell.</summary>
    Zsh,

    /// <summary>PowerShell 7.</summary>
    PowerShell,
}

/// <summary>
/// The scripts that ask the program itself, by its directive <c>[suggest:POSITION]</c>, what may come next; where it knows
/// nothing, names of files are completed as ever.
/// </summary>
internal static class CompletionScripts
{
    /// <summary>The script for a shell.</summary>
    /// <param name="shell">Which.</param>
    public static string Of(Shell shell) =>
        shell switch
        {
            Shell.Bash => Bash,
            Shell.Zsh => Zsh,
            Shell.PowerShell => PowerShell,
            _ => throw new ArgumentOutOfRangeException(nameof(shell), shell, "No such shell."),
        };

    private const string Bash = """
        _MnistModel() {
            local IFS=$'\n' word="${COMP_WORDS[COMP_CWORD]}"
            COMPREPLY=($(compgen -W "$("${COMP_WORDS[0]}" "[suggest:$COMP_POINT]" "$COMP_LINE" 2> /dev/null)" -- "$word"))
        }
        complete -o default -F _MnistModel MnistModel

        """;

    private const string Zsh = """
        _MnistModel() {
            local -a known
            local line="${(j: :)words[1,CURRENT]}"
            known=("${(@f)$("${words[1]}" "[suggest:$#line]" "$line" 2> /dev/null)}")
            if [[ -n "${known[*]}" ]]; then compadd -- "${known[@]}"; else _files; fi
        }
        (( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }
        compdef _MnistModel MnistModel

        """;

    private const string PowerShell = """
        Register-ArgumentCompleter -Native -CommandName MnistModel -ScriptBlock {
            param($word, $line, $position)
            # The text of the command alone ends with its last word; the cursor counts from the start of the line.
            $at = $position - $line.Extent.StartOffset
            & $line.CommandElements[0].Value "[suggest:$at]" "$line".PadRight($at) |
                Where-Object { $_ -like "$word*" } |
                ForEach-Object { [System.Management.Automation.CompletionResult]::new($_) }
        }

        """;
}
