using LayerGen.Reference.Naive.Values;

namespace LayerGen.Reference.Naive;

/// <summary>A weight whose size costs <c>l1 · Σ|w| + l2 · Σ w²</c>.</summary>
internal sealed record Penalised(LearnedTensor Weight, double L1, double L2)
{
    public double Loss => Weight.Value.Sum(w => (L1 * Math.Abs(w)) + (L2 * w * w));

    /// <summary>A number that differs where a weight has another sign and |w| therefore another slope.</summary>
    public ulong Signs =>
        L1 == 0
            ? 0
            : Weight.Value.Aggregate(0UL, (hash, w) => (hash * 31) + (ulong)(Math.Sign(w) + 1));

    /// <summary>Adds <c>l1 · sign(w) + 2 · l2 · w</c> to the gradients; the sign of 0 is 0.</summary>
    public void AddGradients()
    {
        for (int i = 0; i < Weight.Value.Length; i++)
        {
            double term = (L1 * Math.Sign(Weight.Value[i])) + (2 * L2 * Weight.Value[i]);
            Weight.Add(i, term, term);
        }
    }
}
