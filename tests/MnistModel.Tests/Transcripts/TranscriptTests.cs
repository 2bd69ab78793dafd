namespace MnistModel.Tests.Transcripts;

/// <summary>
/// Every command as a new user tries it, in a pipe and on a terminal: each mistake gives one clear line and the documented
/// exit code. What the program answers is checked in beside this file.
/// </summary>
public sealed class TranscriptTests
{
    public static TheoryData<string> Names { get; } = [.. Sessions.ByName.Keys];

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Pipe(string name)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Transcripts have the messages of Linux.");
        using TrialPlace place = await TrialPlace.CreateAsync();

        string text = await Transcript.InPipeAsync(place, Sessions.ByName[name]);

        AssertOneLineEach(text);
        VerifiedText.Check($"{name}.pipe", text);
    }

    [SkippableTheory]
    [MemberData(nameof(Names))]
    public async Task Terminal(string name)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Transcripts have the messages of Linux.");
        Skip.IfNot(Transcript.HasTerminal, "The test needs tmux to draw a terminal.");
        using TrialPlace place = await TrialPlace.CreateAsync();

        VerifiedText.Check(
            $"{name}.terminal",
            await Transcript.OnTerminalAsync(place, Sessions.ByName[name])
        );
    }

    [SkippableFact]
    public async Task Full_disk()
    {
        Skip.IfNot(
            Transcript.CanMount(),
            "The test needs a namespace of its own to mount a small disk in."
        );
        using TrialPlace place = await TrialPlace.CreateAsync();

        string text = await Transcript.InPipeAsync(
            place,
            Sessions.OnFullDisk,
            before: "mount -t tmpfs -o size=4k tmpfs full"
        );

        VerifiedText.Check("full-disk.pipe", text);
    }

    [SkippableFact]
    public async Task Locked_files()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Transcripts have the messages of Linux.");
        string? bound = Transcript.BoundByPermissions();
        Skip.If(
            bound is null,
            "Everything is readable for root; run the tests as another user, or install setpriv."
        );
        using TrialPlace place = await TrialPlace.CreateAsync();
        place.Lock();

        string text = await Transcript.InPipeAsync(
            place,
            Sessions.OnLockedFiles,
            before: $"export RUN_BY='{bound}'"
        );

        AssertOneLineEach(text);
        VerifiedText.Check("locked-files.pipe", text);
    }

    /// <summary>Whatever ends with exit code 2 said one line that begins with "error", and nothing else.</summary>
    private static void AssertOneLineEach(string text)
    {
        foreach (string trial in text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries))
        {
            string[] lines = trial.Split('\n');
            if (lines[^1] != "exit code 2")
                continue;
            Assert.Equal(3, lines.Length);
            Assert.StartsWith("2> error: ", lines[1], StringComparison.Ordinal);
        }
    }
}
