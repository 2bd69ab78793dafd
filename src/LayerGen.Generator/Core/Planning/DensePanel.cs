namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// Whether a product of several samples copies each block of its weight's columns before it computes with it: rows that
/// lie far apart would be fetched again for every tile of samples.
/// </summary>
internal static class DensePanel
{
    /// <summary>Half of a common second-level cache: a weight that is larger does not stay there.</summary>
    private const int CacheBytes = 512 * 1024;

    /// <summary>Fewer samples compute with a block too seldom to pay for its copy.</summary>
    private const int FewestSamples = 8;

    /// <summary>Rows that a walk over live factors copies at once, at the most.</summary>
    private const int LargestMask = 64;

    /// <summary>Floats of the copy of the widest block; 0 if weights are read where they are.</summary>
    /// <param name="factors">Rows of the weight.</param>
    /// <param name="columns">Sums of one sample.</param>
    /// <param name="stride">Floats from one row to the next.</param>
    /// <param name="samples">Samples that a worker takes together.</param>
    public static int Size(int factors, int columns, int stride, int samples)
    {
        bool isFarApart =
            Layout.Spread(stride) > stride || (long)factors * stride * sizeof(float) > CacheBytes;
        return isFarApart && samples >= FewestSamples && columns > Layout.WidestVector
            ? VectorWidth.All.Max(width =>
                width.Lanes
                * Math.Max(
                    factors * Tiling.Overlapping(width, columns, samples).Vectors,
                    LargestMask * Tiling.LiveVectors(width, columns)
                )
            )
            : 0;
    }

    /// <summary>The copy that a stage's outputs are computed from.</summary>
    public static int ForOutputs(DenseStage stage, int samples) =>
        Size(stage.Input.ValueCount, stage.Units, stage.Units, samples);

    /// <summary>The copy that a stage's input gradient is computed from.</summary>
    public static int ForInputGradient(DenseStage stage, int samples) =>
        stage.NeedsInputGradient
            ? Size(stage.Units, stage.Input.Size, Planning.Buffers.BackwardStride(stage), samples)
            : 0;

    /// <summary>The memory of both.</summary>
    public static IEnumerable<PlannedBuffer> Buffers(Stage stage, int samples)
    {
        if (stage is not DenseStage dense)
            return [];
        PlannedBuffer[] both =
        [
            Buffer("Panel", ForOutputs(dense, samples), BufferUse.ForwardScratch),
            Buffer("BackwardPanel", ForInputGradient(dense, samples), BufferUse.BackwardScratch),
        ];
        return both.Where(buffer => buffer.Size > 0)
            .Select(buffer => buffer with { Name = $"{stage.Name}{buffer.Name}" });
    }

    private static PlannedBuffer Buffer(string name, int size, BufferUse use) =>
        new(
            name,
            "float",
            size,
            0,
            BufferScope.Sample,
            "A block of the weight's columns, side by side."
        )
        {
            Use = use,
        };
}
