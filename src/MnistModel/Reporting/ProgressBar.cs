using Spectre.Console;

namespace MnistModel.Reporting;

/// <summary>A bar on a terminal that follows one thing at a time and leaves no trace when it ends.</summary>
/// <remarks>Nothing of it is made before it is first shown: making the console costs a tenth of the program's start.</remarks>
/// <param name="terminal">Where it is drawn.</param>
internal sealed class ProgressBar(TextWriter terminal) : IDisposable
{
    private const int WidestBar = 30;
    private const int NarrowestBar = 5;

    // Percentage, and the space around the columns.
    private const int BesideBarAndText = 8;

    private IAnsiConsole? _console;
    private ProgressTask? _task;
    private TaskCompletionSource? _end;
    private Task? _display;

    /// <summary>A bar on standard error where that is a terminal that can draw one; null elsewhere.</summary>
    /// <param name="error">Standard error.</param>
    public static ProgressBar? On(TextWriter error) =>
        Console.IsErrorRedirected || Environment.GetEnvironmentVariable("TERM") == "dumb"
            ? null
            : new(error);

    /// <summary>Shows how far something has come; starts the bar if none is there.</summary>
    /// <param name="text">What, in few words.</param>
    /// <param name="done">How much of it.</param>
    /// <param name="whole">Of how much; null where nobody knows.</param>
    public void Show(string text, double done, double? whole)
    {
        string description = Markup.Escape(text);
        ProgressTask task = _task ??= Start(description, text.Length);
        task.Description = description;
        task.IsIndeterminate = whole is null;
        task.MaxValue = whole ?? double.MaxValue;
        task.Value = done;
    }

    /// <summary>Takes the bar away; the cursor is where it was before.</summary>
    public void End()
    {
        _end?.TrySetResult();
        _display?.GetAwaiter().GetResult();
        (_task, _end, _display) = (null, null, null);
    }

    /// <inheritdoc/>
    public void Dispose() => End();

    private ProgressTask Start(string description, int textWidth)
    {
        IAnsiConsole console = _console ??= AnsiConsole.Create(
            new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal) }
        );
        int barWidth = Math.Min(WidestBar, console.Profile.Width - textWidth - BesideBarAndText);
        // The display runs beside the caller until the end is set: training reports to us, it is not run by us.
        TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<ProgressTask> started = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        _end = end;
        _display = console
            .Progress()
            .AutoClear(true)
            .Columns([
                new TaskDescriptionColumn { Alignment = Justify.Left },
                .. barWidth < NarrowestBar
                    ? (ProgressColumn[])[]
                    : [new ProgressBarColumn { Width = barWidth }],
                new PercentageColumn(),
            ])
            .StartAsync(async context =>
            {
                started.SetResult(context.AddTask(description));
                await end.Task.ConfigureAwait(false);
            });
        // A display that cannot be drawn ends without having started.
        Task.WaitAny(started.Task, _display);
        if (_display.IsFaulted)
            _display.GetAwaiter().GetResult();
        return started.Task.GetAwaiter().GetResult();
    }
}
