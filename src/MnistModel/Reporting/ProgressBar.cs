using Spectre.Console;

namespace MnistModel.Reporting;

/// <summary>A bar on a terminal that follows one thing at a time and leaves no trace when it ends.</summary>
/// <param name="terminal">Where it is drawn.</param>
internal sealed class ProgressBar(TextWriter terminal) : IDisposable
{
    private readonly IAnsiConsole _console = AnsiConsole.Create(
        new AnsiConsoleSettings { Out = new AnsiConsoleOutput(terminal) }
    );
    private ProgressTask? _task;
    private TaskCompletionSource? _end;
    private Task? _display;

    /// <summary>Shows how far something has come; starts the bar if none is there.</summary>
    /// <param name="text">What, in few words.</param>
    /// <param name="done">How much of it.</param>
    /// <param name="whole">Of how much; null where nobody knows.</param>
    public void Show(string text, double done, double? whole)
    {
        string description = Markup.Escape(text);
        ProgressTask task = _task ??= Start(description);
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

    private ProgressTask Start(string description)
    {
        // The display runs beside the caller until the end is set: training reports to us, it is not run by us.
        TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource<ProgressTask> started = new(
            TaskCreationOptions.RunContinuationsAsynchronously
        );
        _end = end;
        _display = _console
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn { Alignment = Justify.Left },
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
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
