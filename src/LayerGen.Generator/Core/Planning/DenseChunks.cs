namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// Whether a dense layer's outputs are computed from some rows of its weight after the other: a weight that no near cache
/// holds would be fetched again for every tile of samples, and rows that lie far apart by ones and twos.
/// </summary>
internal static class DenseChunks
{
    /// <summary>Half of a common second-level cache: a weight that is larger does not stay there.</summary>
    private const int CacheBytes = 512 * 1024;

    /// <summary>Fewer samples compute with a chunk too seldom to pay for moving sums.</summary>
    private const int FewestSamples = 8;

    /// <summary>Rows of a chunk: enough multiply-adds to hide that sums are loaded and stored; a live mask's values.</summary>
    public const int Rows = 64;

    /// <summary>Whether the outputs of several samples are computed in chunks.</summary>
    /// <param name="stage">The layer.</param>
    /// <param name="samples">Samples that a worker takes together.</param>
    public static bool Pay(DenseStage stage, int samples)
    {
        bool isFarApart =
            Layout.Spread(stage.Units) > stage.Units
            || (long)stage.Learned.Weight.Size * sizeof(float) > CacheBytes;
        return isFarApart && samples >= FewestSamples && stage.Units > Layout.WidestVector;
    }

    /// <summary>
    /// Floats of a copy of a chunk's columns, from which a walk over live inputs computes: side by side they do not compete
    /// for places in the first-level cache. 0 if there is no walk, or if whole rows are one block anyway.
    /// </summary>
    public static int Panel(DenseStage stage, int samples) =>
        stage.Inputs == DenseInputAlgorithm.LiveInputs && Pay(stage, samples)
            ? VectorWidth.All.Max(width => CopiedColumns(width, stage.Units)) * Rows
            : 0;

    /// <summary>The columns of a block of such a walk, if they are no whole rows.</summary>
    private static int CopiedColumns(VectorWidth width, int columns)
    {
        int block = Tiling.LiveVectors(width, columns) * width.Lanes;
        return block < columns ? block : 0;
    }
}
