using System.Collections.Immutable;

namespace LayerGen.Persistence;

/// <summary>What the header of a safetensors file says about one tensor.</summary>
/// <param name="ElementType">The name of its number format, such as <c>F32</c>.</param>
/// <param name="Shape">The sizes of its axes, outermost first.</param>
/// <param name="Begin">Its first byte, counted from the end of the header.</param>
/// <param name="End">The byte behind its last.</param>
internal sealed record TensorEntry(
    string ElementType,
    ImmutableArray<long> Shape,
    long Begin,
    long End
);

/// <summary>What a header says about the tensors that are expected, and which others it has.</summary>
/// <param name="Entries">One for each expected tensor; null where the file has none.</param>
/// <param name="Unknown">The first of the others, with their shapes.</param>
/// <param name="UnknownCount">How many others there are.</param>
internal sealed record ParsedTensors(
    ImmutableArray<TensorEntry?> Entries,
    ImmutableArray<(string Name, ImmutableArray<long> Shape)> Unknown,
    int UnknownCount
);
