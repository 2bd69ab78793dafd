using LayerGen.Kernels;
using LayerGen.Reference.Naive.Values;

namespace LayerGen.Reference.Naive.Operations;

/// <summary>
/// Dropout: in training each value is kept and multiplied by <c>1 / (1 − rate)</c>, or set to 0, as the documented
/// mask of the runtime says; the mask is a definition, not an algorithm, and so the only thing shared with it.
/// </summary>
internal sealed class Dropping(ulong seed, int layer, double rate) : SampleOperation
{
    public override double[] Forward(double[] x, Pass pass) =>
        [.. x.Select((value, i) => value * Factor(i, pass))];

    public override Slopes Backward(double[] x, double[] y, Slopes dy, Pass pass)
    {
        Slopes dx = Slopes.Zero(x.Length);
        for (int i = 0; i < x.Length; i++)
            dx.Add(i, dy, i, Factor(i, pass));
        return dx;
    }

    private double Factor(int index, Pass pass)
    {
        if (!pass.Training)
            return 1;
        ulong key = DropoutMask.Key(seed, pass.Step, layer, pass.Sample);
        return DropoutMask.Keeps(key, index, rate) ? 1 / (1 - rate) : 0;
    }
}
