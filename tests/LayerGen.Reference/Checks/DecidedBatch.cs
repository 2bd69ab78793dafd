using System.Collections.Immutable;
using LayerGen.Reference.Naive;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Checks;

/// <summary>A batch that can be judged, as far as one was found.</summary>
/// <param name="Batch">Samples and targets.</param>
/// <param name="Redrawn">Samples drawn again because rounding may decide what becomes of them.</param>
/// <param name="Replaced">Columns for which only samples of any numbers, not as the circumstances say, were free of that.</param>
/// <param name="Undecided">Columns for which no drawn sample was free of that.</param>
internal sealed record DecidedBatch(Batch Batch, int Redrawn, int Replaced, int Undecided)
{
    private const int MostDraws = 200;

    // A batch whose samples depend on each other is drawn as a whole, which takes longer.
    private const int MostBatches = 60;

    private const double LeastDistance = 1e-3;

    /// <summary>Draws samples until float32 has to take the same branches on them as double precision, and targets.</summary>
    public static DecidedBatch Draw(
        Stack stack,
        Circumstances circumstances,
        TieCheck ties,
        long step,
        Func<double[][], double[][]> results
    )
    {
        Chance chance = new(circumstances.Seed + 2);
        (float[][] samples, int redrawn, int replaced, int undecided) = stack.Normalises
            ? DrawTogether(stack, circumstances, ties, step, chance)
            : DrawOneByOne(stack, circumstances, ties, step, chance);
        double[][] targets = [.. samples.Select(_ => Circumstances.Target(stack, chance))];
        if (stack.End is StackLayer.MeanAbsoluteError)
            KeepApart(stack, chance, results([.. samples.Select(Doubles)]), targets);
        return new(Batch.Of(samples, targets), redrawn, replaced, undecided);
    }

    private static (float[][] Samples, int Redrawn, int Replaced, int Undecided) DrawOneByOne(
        Stack stack,
        Circumstances circumstances,
        TieCheck ties,
        long step,
        Chance chance
    )
    {
        Circumstances any = circumstances with { Samples = SampleKind.Continuous };
        List<float[]> samples = [];
        (int redrawn, int replaced, int undecided) = (0, 0, 0);
        for (int column = 0; column < circumstances.BatchSize; column++)
        {
            float[] sample = [];
            bool isDecided = false;
            int draws = 0;
            while (!isDecided && draws < MostDraws)
            {
                // What quantised samples cannot give, any numbers may.
                Circumstances kind = draws > MostDraws / 2 ? any : circumstances;
                sample = kind.Sample(stack, chance);
                isDecided = ties.IsDecided(Doubles(sample), column, step);
                draws++;
            }
            samples.Add(sample);
            redrawn += draws - 1;
            replaced += draws - 1 > MostDraws / 2 ? 1 : 0;
            undecided += isDecided ? 0 : 1;
        }
        return ([.. samples], redrawn, replaced, undecided);
    }

    private static (float[][] Samples, int Redrawn, int Replaced, int Undecided) DrawTogether(
        Stack stack,
        Circumstances circumstances,
        TieCheck ties,
        long step,
        Chance chance
    )
    {
        Circumstances any = circumstances with { Samples = SampleKind.Continuous };
        float[][] samples = new float[circumstances.BatchSize][];
        ImmutableArray<bool> decided = [.. samples.Select(_ => false)];
        bool[] replaced = new bool[samples.Length];
        int redrawn = -samples.Length;
        for (int draw = 0; draw < MostBatches && decided.Contains(false); draw++)
        {
            bool isAny = draw > MostBatches / 2;
            for (int i = 0; i < samples.Length; i++)
            {
                if (decided[i])
                    continue;
                samples[i] = (isAny ? any : circumstances).Sample(stack, chance);
                replaced[i] = isAny;
                redrawn++;
            }
            decided = ties.AreDecided([.. samples.Select(Doubles)], step);
        }
        return (
            samples,
            redrawn,
            replaced.Count(isAny => isAny),
            decided.Count(isDecided => !isDecided)
        );
    }

    /// <summary>Moves targets away from what the network answers: the slope of a distance jumps where it is nothing.</summary>
    private static void KeepApart(
        Stack stack,
        Chance chance,
        double[][] results,
        double[][] targets
    )
    {
        for (int i = 0; i < targets.Length; i++)
            while (results[i].Zip(targets[i]).Any(pair => IsClose(pair.First, pair.Second)))
                targets[i] = Circumstances.Target(stack, chance);
    }

    private static bool IsClose(double result, double target) =>
        Math.Abs(result - target) < LeastDistance * (1 + Math.Abs(result));

    private static double[] Doubles(float[] sample) => [.. sample.Select(value => (double)value)];
}
