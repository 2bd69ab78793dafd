using System.Collections.Immutable;
using LayerGen.Data;

namespace LayerGen.Training;

/// <summary>Checks that samples fit a network.</summary>
internal static class SourceArguments
{
    public static void Check<TTargets>(
        INetwork network,
        IBatchSource<TTargets> source,
        string parameterName
    )
    {
        ImmutableArray<int> shape = network.Description.InputShape;
        int inputSize = shape.Aggregate(1, (product, axis) => product * axis);
        string size =
            shape.Length == 1 ? $"{inputSize}" : $"{string.Join("×", shape)} = {inputSize}";
        if (source.InputSize != inputSize)
            throw new ArgumentException(
                $"{network.Description.Name} takes samples of {size} numbers, "
                    + $"found samples of {source.InputSize}.",
                parameterName
            );
        if (source.Count < 1)
            throw new ArgumentException("There are no samples; give at least one.", parameterName);
    }
}
