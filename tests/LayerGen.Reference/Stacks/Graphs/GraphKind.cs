namespace LayerGen.Reference.Stacks.Graphs;

/// <summary>What a graph may hold besides the layers of a chain.</summary>
public enum GraphKind
{
    Add,
    Multiply,
    Concat,
    BatchNorm,
    LayerNorm,
    GroupNorm,
    GlobalPool,
    UpSample,
    Reshape,
    PoolPadding,
    Border,
    Dilation,
    Groups,
    Depthwise,
    Functions,
    LabelSmoothing,
    CrossEntropy,
    SoftTargets,
    BinaryCrossEntropy,
    MeanSquaredError,
    MeanAbsoluteError,
    Huber,
    Inputs,
    InputGradient,
    Blocks,
}
