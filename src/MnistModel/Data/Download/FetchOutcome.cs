namespace MnistModel.Data.Download;

/// <summary>What came of asking one mirror for one file.</summary>
internal abstract record FetchOutcome
{
    private FetchOutcome() { }

    /// <summary>The original file arrived.</summary>
    /// <param name="Bytes">The file as it was sent, compressed.</param>
    public sealed record Fetched(byte[] Bytes) : FetchOutcome;

    /// <summary>The mirror failed in a way that may not last: it is worth asking again.</summary>
    /// <param name="Reason">What happened, to follow the mirror's name.</param>
    public sealed record Interrupted(string Reason) : FetchOutcome;

    /// <summary>The mirror cannot be reached, or does not have what we need.</summary>
    /// <param name="Reason">What happened, to follow the mirror's name.</param>
    public sealed record Useless(string Reason) : FetchOutcome;
}
