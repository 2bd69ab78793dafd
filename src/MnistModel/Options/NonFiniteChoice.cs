using LayerGen.Training;

namespace MnistModel.Options;

/// <summary>What to do when a loss, a gradient or a weight is infinite or NaN.</summary>
internal enum NonFiniteChoice
{
    /// <summary>End training.</summary>
    Stop,

    /// <summary>Leave the batch out.</summary>
    Skip,

    /// <summary>Go back to the last checkpoint, with a smaller learning rate.</summary>
    Rollback,
}

/// <summary>The words for it.</summary>
internal static class NonFiniteWords
{
    /// <summary>The word for ending training.</summary>
    public const string Stop = "stop";

    /// <summary>What may be typed, and what it means.</summary>
    public static (string Word, NonFiniteChoice Meaning)[] All { get; } =
    [
        (Stop, NonFiniteChoice.Stop),
        ("skip", NonFiniteChoice.Skip),
        ("rollback", NonFiniteChoice.Rollback),
    ];

    /// <summary>The word for a choice.</summary>
    /// <param name="choice">What was chosen.</param>
    public static string Of(NonFiniteChoice choice) =>
        All.Single(pair => pair.Meaning == choice).Word;

    /// <summary>The choice behind a word; null if there is none.</summary>
    /// <param name="word">What was typed.</param>
    public static NonFiniteChoice? Parse(string word) =>
        All.Where(pair => pair.Word == word)
            .Select(pair => (NonFiniteChoice?)pair.Meaning)
            .SingleOrDefault();

    /// <summary>How the library is told.</summary>
    /// <param name="choice">What was chosen.</param>
    public static NonFinitePolicy Policy(NonFiniteChoice choice) =>
        choice switch
        {
            NonFiniteChoice.Skip => new NonFinitePolicy.SkipBatch(),
            NonFiniteChoice.Rollback => new NonFinitePolicy.RollBack(),
            _ => new NonFinitePolicy.StopTraining(),
        };
}
