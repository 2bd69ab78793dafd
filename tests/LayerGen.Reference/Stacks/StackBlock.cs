using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks;

/// <summary>A class of layers that is declared once and used as a layer.</summary>
/// <param name="Name">The name of its class, without <c>Attribute</c>; the same name stands for the same block.</param>
/// <param name="Parameters">How many whole numbers each use gives; at most four.</param>
/// <param name="Body">The layers for some numbers.</param>
public sealed record StackBlock(
    string Name,
    int Parameters,
    Func<ImmutableArray<int>, ImmutableArray<StackLayer>> Body
)
{
    private static readonly ImmutableArray<string> Words = ["First", "Second", "Third", "Fourth"];

    /// <summary>The layers as the block's class declares them.</summary>
    public ImmutableArray<StackLayer> Declared =>
        Body([.. Enumerable.Range(0, Parameters).Select(Placeholder)]);

    /// <summary>The word of <c>Arg</c> that a number stands for in a declaration, or null if it is a plain number.</summary>
    public static string? Word(int number) =>
        Words
            .Select((word, index) => (word, index))
            .FirstOrDefault(entry => Placeholder(entry.index) == number)
            .word;

    private static int Placeholder(int index) => int.MinValue + 17 + index;
}
