using System.Linq;
using LayerGen.Reference.Stacks;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Integration.Tests;

/// <summary>Small batches of random samples.</summary>
internal static class Examples
{
    /// <summary>Samples with one label each.</summary>
    public static (DenseMatrix Inputs, int[] Labels) Classes(
        int features,
        int classes,
        int count,
        ulong seed = 1
    )
    {
        Chance chance = new(seed);
        DenseMatrix inputs = Inputs(features, count, chance);
        return (
            inputs,
            [.. Enumerable.Range(0, count).Select(_ => chance.Between(0, classes - 1))]
        );
    }

    /// <summary>Samples with a 0 or 1 for each output.</summary>
    public static (DenseMatrix Inputs, DenseMatrix Targets) Labels(
        int features,
        int outputs,
        int count,
        ulong seed = 1
    )
    {
        Chance chance = new(seed);
        DenseMatrix inputs = Inputs(features, count, chance);
        return (inputs, DenseMatrix.Create(outputs, count, (_, _) => chance.Between(0, 1)));
    }

    private static DenseMatrix Inputs(int features, int count, Chance chance) =>
        DenseMatrix.Create(features, count, (_, _) => (float)chance.Uniform(-1, 1));
}
