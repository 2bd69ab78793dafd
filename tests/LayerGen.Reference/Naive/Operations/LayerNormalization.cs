using System.Collections.Immutable;
using LayerGen.Reference.Naive.Values;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive.Operations;

/// <summary>All features of a sample together, or all channels of a pixel; features are the channels of one pixel.</summary>
internal sealed class LayerNormalization(
    StackLayer.LayerNorm norm,
    SampleShape input,
    LearnedTensor? scale,
    LearnedTensor? shift,
    bool isLoose
) : Normalization(norm.Epsilon, input.Channels, scale, shift, isLoose)
{
    protected override IEnumerable<ImmutableArray<Place>> Sets(int samples) =>
        from sample in Enumerable.Range(0, samples)
        from row in Enumerable.Range(0, input.Height)
        from column in Enumerable.Range(0, input.Width)
        select (
            from channel in Enumerable.Range(0, input.Channels)
            select new Place(sample, input.Index(row, column, channel))
        ).ToImmutableArray();
}
