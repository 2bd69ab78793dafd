using LayerGen.Kernels;
using LayerGen.Optimizers;

namespace LayerGen.Training;

/// <summary>Looks for gradients that are not finite, before a step.</summary>
/// <remarks>
/// All workers look, each at the pieces whose weights it is about to change. One thread that read all gradients would fetch
/// most of them from other cores, and these would wait for its copies to be given up when they write the next batch's.
/// </remarks>
/// <param name="network">Whose gradients.</param>
internal sealed class GradientCheck(INetwork network) : IParallelWork
{
    private readonly ParameterLayout _layout = new(network.Parameters);
    private readonly ParameterArrays _arrays = new(network.Parameters);
    private volatile bool _failed;

    /// <summary>Whether every gradient is finite.</summary>
    public bool Passes()
    {
        _failed = false;
        network.Workers.Run(this, phase: 0, _layout.Items);
        return !_failed;
    }

    void IParallelWork.Execute(int phase, int item, int worker)
    {
        foreach (ref readonly ParameterPiece piece in _layout.Pieces(item))
            if (!Finite.All(_arrays.Gradient(in piece)))
                _failed = true;
    }
}
