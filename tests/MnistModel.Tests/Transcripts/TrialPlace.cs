using MnistModel.Predicting;

namespace MnistModel.Tests.Transcripts;

/// <summary>
/// A directory to try the program in: <c>data</c> is a small data set, <c>wrong</c> one of other files, <c>runs</c> a
/// finished run; beside them an empty directory, an empty file, a text and a picture. <c>MnistModel</c> is on the path.
/// </summary>
internal sealed class TrialPlace : IDisposable
{
    private const int Side = 28;

    private readonly TemporaryDirectory _place = new();

    private TrialPlace() { }

    /// <summary>The directory.</summary>
    public string FullPath => _place.FullPath;

    /// <summary>Makes one.</summary>
    public static async Task<TrialPlace> CreateAsync()
    {
        TrialPlace trial = new();
        TemporaryDirectory place = trial._place;
        IdxBytes.WriteSmallDataset(place["data"]);
        Directory.CreateDirectory(place["wrong"]);
        foreach (string file in Directory.GetFiles(place["data"]))
            File.WriteAllText(place["wrong", Path.GetFileName(file)], "something else");
        Directory.CreateDirectory(place["empty"]);
        Directory.CreateDirectory(place["full"]);
        File.WriteAllText(place["nothing.safetensors"], "");
        File.WriteAllText(place["note.txt"], "remember the milk\n");
        using (FileStream file = File.Create(place["seven.png"]))
            Picture.Grey(Side, Seven()).WritePng(file);
        ProgramRun run = await trial.RunAsync("MnistModel train --data data --epochs 1");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Directory.CreateDirectory(place["locked"]);
        File.Copy(place["runs", "custom-seed1.safetensors"], place["locked", "model.safetensors"]);
        File.Copy(place["seven.png"], place["locked", "seven.png"]);
        foreach (string file in Directory.GetFiles(place["data"]))
            File.Copy(file, place["locked", Path.GetFileName(file)]);
        return trial;
    }

    /// <summary>Takes away all rights to read below <c>locked</c>.</summary>
    public void Lock()
    {
        foreach (string file in Directory.GetFiles(_place["locked"]))
            if (!OperatingSystem.IsWindows())
                File.SetUnixFileMode(file, UnixFileMode.None);
    }

    /// <summary>Runs what somebody types at a shell in this directory.</summary>
    /// <param name="line">As typed.</param>
    /// <param name="before">What else is done first.</param>
    public Task<ProgramRun> RunAsync(string line, string before = ":") =>
        ProgramProcess.RunScriptAsync(FullPath, $"{before} && {{ {line}\n}}");

    public void Dispose() => _place.Dispose();

    /// <summary>A stroke from left to right, and one from there down.</summary>
    private static byte[] Seven()
    {
        byte[] shades = new byte[Side * Side];
        for (int i = 0; i < 14; i++)
        {
            shades.AsSpan((6 * Side) + 7 + i, 1).Fill(byte.MaxValue);
            shades.AsSpan(((7 + i) * Side) + 20 - (i / 2), 2).Fill(byte.MaxValue);
        }
        return shades;
    }
}
