namespace LayerGen.Kernels;

/// <summary>Work that a <see cref="WorkerTeam"/> runs: a phase is cut into items, and any worker may take any item.</summary>
public interface IParallelWork
{
    /// <summary>Runs one item of one phase. What it computes must not depend on <paramref name="worker"/>.</summary>
    /// <param name="phase">Which piece of the work; its meaning is the implementer's.</param>
    /// <param name="item">0 to the number of items of the phase, exclusive.</param>
    /// <param name="worker">0 to <see cref="WorkerTeam.Count"/>, exclusive: selects scratch memory of its own.</param>
    void Execute(int phase, int item, int worker);
}
