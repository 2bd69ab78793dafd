using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks;

public abstract partial record StackLayer
{
    /// <summary><c>[Add("a", "b")]</c>, <c>[Multiply("a")]</c> or <c>[Concat("a")]</c>.</summary>
    /// <param name="Kind">What becomes of the values.</param>
    /// <param name="Names">One to four; the value that is read comes before them.</param>
    public sealed record Join(JoinKind Kind, ImmutableArray<string> Names) : StackLayer
    {
        public override IReadOnlyList<string> Joined => Names;
    }
}

/// <summary>How several values become one.</summary>
public enum JoinKind
{
    /// <summary>The sum of values of equal shapes.</summary>
    Add,

    /// <summary>The product, value by value.</summary>
    Multiply,

    /// <summary>The channels of images of one size after one another, or features.</summary>
    Concat,
}
