using System.Globalization;

namespace MnistModel.Options;

/// <summary>From one checkpoint to the next; never where both are 0, but for the one at the end.</summary>
/// <param name="Epochs">After so many epochs; at least 0.</param>
/// <param name="Batches">After so many batches, counted over all epochs; at least 0.</param>
internal readonly record struct CheckpointInterval(int Epochs, int Batches)
{
    /// <summary>What is allowed, in words.</summary>
    public const string Allowed =
        "a number of epochs such as 2, of batches such as 500batches, or 0";

    /// <summary>What holds where nothing is said: after each epoch.</summary>
    public const string EveryEpoch = "1";

    private const string BatchesUnit = "batches";

    /// <summary>Reads what a person types.</summary>
    /// <param name="text">A whole number of epochs, or of batches with that word behind it.</param>
    /// <returns>The interval; null if it is none.</returns>
    public static CheckpointInterval? Parse(string text) =>
        text.EndsWith(BatchesUnit, StringComparison.Ordinal)
            ? Number(text[..^BatchesUnit.Length]) is > 0 and var batches
                ? new(0, batches)
                : null
            : Number(text) is { } epochs
                ? new(epochs, 0)
                : null;

    /// <summary>As <see cref="Parse"/> reads it.</summary>
    public override string ToString() =>
        Batches > 0
            ? string.Create(CultureInfo.InvariantCulture, $"{Batches}{BatchesUnit}")
            : Epochs.ToString(CultureInfo.InvariantCulture);

    private static int? Number(string digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int number)
            ? number
            : null;
}
