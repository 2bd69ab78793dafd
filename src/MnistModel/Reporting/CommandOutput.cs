using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using LayerGen;
using MnistModel.Options;
using Spectre.Console;

namespace MnistModel.Reporting;

/// <summary>The two streams of a command that answers once: results on one, all else on the other.</summary>
/// <param name="streams">The program's streams.</param>
internal sealed class CommandOutput(InvocationConfiguration streams)
{
    private readonly OutputLines _output = new(streams.Output);
    private readonly OutputLines _error = new(streams.Error);

    /// <summary>The terminal for pictures in colour; null where standard output is none, or shows no colours.</summary>
    public IAnsiConsole? Terminal { get; } =
        Console.IsOutputRedirected ? null : Coloured(streams.Output);

    /// <summary>Writes a line of the result, for people.</summary>
    /// <param name="line">Without its end.</param>
    public void Result(string line) => _output.Write(line);

    /// <summary>Writes a line of the result as programs read it.</summary>
    /// <param name="line">Without its end.</param>
    public void ResultData(string line) => _output.WriteData(line);

    /// <summary>Writes a result of whole lines.</summary>
    /// <param name="text">With their ends.</param>
    public void ResultText(string text) => _output.WriteText(text);

    /// <summary>Writes something that the person should know, and that is no result.</summary>
    /// <param name="line">Without its end.</param>
    public void Notice(string line) => _error.Write(line);

    /// <summary>Takes what was made of something that the person gave; if nothing was, says what is wrong with it.</summary>
    /// <param name="result">What was made of it.</param>
    /// <param name="value">What was made of it, where this is true.</param>
    public bool Take<T>(Result<T> result, [MaybeNullWhen(false)] out T value)
    {
        value = default;
        switch (result)
        {
            case Result<T>.Ok(var found):
                value = found;
                return true;
            case Result<T>.Error(var failure):
                Refuse(failure);
                return false;
            default:
                throw new InvalidOperationException("Result is a closed union.");
        }
    }

    /// <summary>Says what is wrong with what the person gave.</summary>
    /// <param name="failure">What is wrong.</param>
    /// <returns>What to tell the shell.</returns>
    public int Refuse(Failure failure) => Say(failure, ExitCodes.BadInput);

    /// <summary>Says why a result could not be made or written.</summary>
    /// <param name="failure">Why not.</param>
    /// <returns>What to tell the shell.</returns>
    public int Fail(Failure failure) => Say(failure, ExitCodes.Failed);

    /// <summary>Says that somebody asked to stop.</summary>
    /// <returns>What to tell the shell.</returns>
    public int Stop()
    {
        Notice("Stopped.");
        return ExitCodes.Interrupted;
    }

    /// <summary>Ends the command; a result that nobody could read is a failure.</summary>
    /// <param name="exitCode">How the command ended.</param>
    /// <returns>What to tell the shell.</returns>
    public int Close(int exitCode) =>
        _output.Error is { } lost && exitCode == ExitCodes.Success
            ? Fail(new($"standard output could not be written: {lost}"))
            : exitCode;

    private static IAnsiConsole? Coloured(TextWriter output)
    {
        IAnsiConsole console = AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output) }
        );
        return console.Profile.Capabilities is { Ansi: true, ColorSystem: not ColorSystem.NoColors }
            ? console
            : null;
    }

    private int Say(Failure failure, int exitCode)
    {
        Notice($"error: {failure.Message}");
        return exitCode;
    }
}
