namespace LayerGen;

/// <summary>
/// A block of layers that is declared once and used many times: a class that derives from this one and carries layer
/// attributes is itself an attribute, which stands for these layers. Each use has parameters of its own.
/// </summary>
/// <remarks>
/// <para>
/// What differs from use to use are arguments of the block's constructor; on the layers <see cref="Arg"/> stands for them.
/// Names inside a block are its own; <c>"input"</c> is what reaches the block.
/// </para>
/// <code>
/// [Conv(Arg.First, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm] [Relu]
/// [Conv(Arg.First, 3, Padding = Padding.Same, UseBias = false)] [BatchNorm]
/// [Add("input")] [Relu]
/// public sealed class ResidualBlock(int filters) : BlockAttribute;
/// </code>
/// </remarks>
public abstract class BlockAttribute : LayerAttribute;

/// <summary>
/// Stands for an argument of a block's constructor on the layers of the block. The values mean nothing anywhere else.
/// </summary>
public static class Arg
{
    /// <summary>The first argument.</summary>
    public const int First = int.MinValue + 1;

    /// <summary>The second argument.</summary>
    public const int Second = int.MinValue + 2;

    /// <summary>The third argument.</summary>
    public const int Third = int.MinValue + 3;

    /// <summary>The fourth argument.</summary>
    public const int Fourth = int.MinValue + 4;
}
