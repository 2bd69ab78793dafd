namespace MnistModel.Data.Download;

/// <summary>How long a download waits, and how much it takes.</summary>
/// <param name="Connect">
/// Until a mirror accepts the connection. Short, because a machine without a network should know it within seconds.
/// </param>
/// <param name="Response">Until a mirror that accepted the connection begins to answer.</param>
/// <param name="Stall">Until the next bytes arrive.</param>
/// <param name="RetryPause">Before mirrors that failed on the way are asked once more.</param>
/// <param name="CompressionSlack">
/// Bytes by which a compressed file may be larger than its content: gzip never adds more than this to files of our size.
/// </param>
internal sealed record DownloadLimits(
    TimeSpan Connect,
    TimeSpan Response,
    TimeSpan Stall,
    TimeSpan RetryPause,
    int CompressionSlack
)
{
    /// <summary>What the program uses.</summary>
    public static DownloadLimits Default { get; } =
        new(
            Connect: TimeSpan.FromSeconds(2.5),
            Response: TimeSpan.FromSeconds(8),
            Stall: TimeSpan.FromSeconds(10),
            RetryPause: TimeSpan.FromSeconds(0.5),
            CompressionSlack: 1 << 16
        );
}
