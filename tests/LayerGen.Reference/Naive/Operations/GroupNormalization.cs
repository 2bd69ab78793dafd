using System.Collections.Immutable;
using LayerGen.Reference.Naive.Values;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Naive.Operations;

/// <summary>All pixels of a part of the channels of a sample together.</summary>
internal sealed class GroupNormalization(
    StackLayer.GroupNorm norm,
    SampleShape input,
    LearnedTensor? scale,
    LearnedTensor? shift,
    bool isLoose
) : Normalization(norm.Epsilon, input.Channels, scale, shift, isLoose)
{
    protected override IEnumerable<ImmutableArray<Place>> Sets(int samples) =>
        from sample in Enumerable.Range(0, samples)
        from part in Enumerable.Range(0, norm.Groups)
        let depth = input.Channels / norm.Groups
        select (
            from row in Enumerable.Range(0, input.Height)
            from column in Enumerable.Range(0, input.Width)
            from channel in Enumerable.Range(part * depth, depth)
            select new Place(sample, input.Index(row, column, channel))
        ).ToImmutableArray();
}
