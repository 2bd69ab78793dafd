using System.Runtime.InteropServices;

namespace LayerGen.Kernels;

/// <summary>
/// Remembers the weights from which a network made packed copies, so that inference packs again only when a weight has
/// changed, whoever changed it. Comparing takes a fraction of the time of packing.
/// </summary>
/// <param name="sources">The arrays that are packed.</param>
public sealed class PackedSources(params float[][] sources)
{
    private readonly float[][] _packed = [.. sources.Select(source => new float[source.Length])];
    private bool _isKnown;

    /// <summary>Whether every source has the bits it had when <see cref="Remember"/> was called last.</summary>
    public bool AreUnchanged()
    {
        if (!_isKnown)
            return false;
        for (int i = 0; i < sources.Length; i++)
            // As integers: NaN equals itself, and zeros of different sign differ.
            if (
                !MemoryMarshal
                    .Cast<float, int>(sources[i])
                    .SequenceEqual(MemoryMarshal.Cast<float, int>(_packed[i]))
            )
                return false;
        return true;
    }

    /// <summary>The copies were made from the sources as they are now.</summary>
    public void Remember()
    {
        for (int i = 0; i < sources.Length; i++)
            sources[i].CopyTo(_packed[i], 0);
        _isKnown = true;
    }

    /// <summary>Copies were made that nobody compares: a training step changes the weights anyway.</summary>
    public void Forget() => _isKnown = false;
}
