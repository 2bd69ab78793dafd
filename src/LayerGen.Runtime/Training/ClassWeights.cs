using System.Collections.Immutable;

namespace LayerGen.Training;

/// <summary>Weights for <see cref="TrainingOptions.ClassWeights"/>.</summary>
public static class ClassWeights
{
    /// <summary><c>samples / (classes present · samples of the class)</c>: every class counts the same in all.</summary>
    /// <param name="labels">The class of each sample.</param>
    /// <param name="classes">How many classes there are; at least 1.</param>
    /// <returns>One a class, with a mean of 1 over the samples; 1 for a class without samples.</returns>
    /// <exception cref="ArgumentException">A label is no class.</exception>
    public static ImmutableArray<float> Balanced(ReadOnlySpan<int> labels, int classes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        int[] counts = new int[classes];
        for (int i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new ArgumentException(
                    $"Label {i} is {labels[i]}, but there are {classes} classes: 0 to {classes - 1}.",
                    nameof(labels)
                );
            counts[labels[i]]++;
        }
        int present = counts.Count(count => count > 0);
        int samples = labels.Length;
        return
        [
            .. counts.Select(count =>
                count == 0 ? 1 : (float)(samples / ((double)present * count))
            ),
        ];
    }
}
