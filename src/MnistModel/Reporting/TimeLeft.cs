using LayerGen.Training;

namespace MnistModel.Reporting;

/// <summary>How long training will still take, if it goes on as it goes.</summary>
internal static class TimeLeft
{
    /// <summary>The rest of the epochs at the speed of the running one.</summary>
    /// <param name="report">How far the running epoch has come.</param>
    /// <param name="validationSeconds">What the last validation took; 0 before the first.</param>
    /// <param name="untilDeadline">When training ends in any case; null for never.</param>
    public static TimeSpan Of(
        in BatchReport report,
        double validationSeconds,
        TimeSpan? untilDeadline
    )
    {
        double secondsPerSample = report.Seconds / report.SamplesDone;
        long epochsLeft = report.Epochs - report.Epoch;
        long samplesLeft = report.Samples - report.SamplesDone + (epochsLeft * report.Samples);
        TimeSpan left = TimeSpan.FromSeconds(
            (samplesLeft * secondsPerSample) + ((epochsLeft + 1) * validationSeconds)
        );
        return untilDeadline is { } limit && limit < left ? Max(limit, TimeSpan.Zero) : left;
    }

    /// <summary>A time in few letters: <c>0:07</c>, <c>12:34</c>, <c>3:45:06</c>.</summary>
    /// <param name="time">At least 0.</param>
    public static string InWords(TimeSpan time)
    {
        // Up, so that 0:00 means that it is over.
        long seconds = (long)Math.Ceiling(time.TotalSeconds);
        return seconds < 3600
            ? FormattableString.Invariant($"{seconds / 60}:{seconds % 60:00}")
            : FormattableString.Invariant(
                $"{seconds / 3600}:{seconds / 60 % 60:00}:{seconds % 60:00}"
            );
    }

    private static TimeSpan Max(TimeSpan one, TimeSpan other) => one > other ? one : other;
}
