namespace LayerGen;

/// <summary>Where a <see cref="RandomSource"/> stands in its sequence: store it to continue the sequence later.</summary>
/// <param name="Word0">Bits 0 to 63 of the state.</param>
/// <param name="Word1">Bits 64 to 127.</param>
/// <param name="Word2">Bits 128 to 191.</param>
/// <param name="Word3">Bits 192 to 255.</param>
/// <remarks>Compares by value. The state of four zero words is the only one that no source reaches.</remarks>
public readonly record struct RandomState(ulong Word0, ulong Word1, ulong Word2, ulong Word3)
{
    internal bool IsZero => (Word0 | Word1 | Word2 | Word3) == 0;
}
