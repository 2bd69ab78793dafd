using System.Collections.Immutable;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Naive;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Checks;

/// <summary>Compares everything a generated network computes with the naive network.</summary>
public static class GradientCheck
{
    private const int MostDraws = 200;

    /// <summary>The outcome for one stack.</summary>
    /// <param name="Stack">The network.</param>
    /// <param name="Circumstances">How it was run.</param>
    /// <param name="Findings">One for each tensor.</param>
    /// <param name="Redrawn">
    /// Samples drawn again because rounding may change which value of a window is the largest, or the side of zero that
    /// a ReLU's input lies on.
    /// </param>
    /// <param name="Replaced">Columns for which only samples of any numbers, not as the circumstances say, were free of that.</param>
    /// <param name="Undecided">
    /// Columns for which no drawn sample was free of that; the gradients of the stack are then not judged.
    /// </param>
    public sealed record Outcome(
        Stack Stack,
        Circumstances Circumstances,
        ImmutableArray<Finding> Findings,
        int Redrawn,
        int Replaced,
        int Undecided
    )
    {
        /// <summary>Whether gradients were compared.</summary>
        public bool IsJudged => Undecided == 0;

        /// <summary>Whether everything was compared and differs by rounding only.</summary>
        public bool IsRight => IsJudged && Findings.All(finding => finding.IsRounding);

        public override string ToString() =>
            $"{Stack}\n  {Circumstances}\n  "
            + (IsJudged ? "" : $"gradients not judged: {Undecided} columns are undecided\n  ")
            + string.Join("\n  ", Findings.Where(finding => !finding.IsRounding));
    }

    /// <summary>Creates the network of a stack and runs it.</summary>
    public static Outcome Run(GeneratedNetworks networks, Stack stack, Circumstances circumstances)
    {
        using INetwork network = networks.Create(
            stack.FullName,
            circumstances.Seed,
            circumstances.MaxBatchSize,
            circumstances.Threads
        );
        return Run(network, stack, circumstances);
    }

    /// <summary>Runs a network that was just created as the circumstances say, and changes its weights.</summary>
    public static Outcome Run(INetwork network, Stack stack, Circumstances circumstances)
    {
        circumstances.Prepare(network, stack);
        ImmutableArray<NaiveParameter> parameters =
        [
            .. network.Parameters.Select(NaiveParameter.From),
        ];
        for (int i = 0; i < circumstances.EarlierBatches; i++)
        {
            int size = 1 + ((i + circumstances.BatchSize) % circumstances.MaxBatchSize);
            Batch
                .Random(stack, circumstances, size, circumstances.Seed + 100 + (ulong)i)
                .Train(network);
        }

        long step = circumstances.EarlierBatches;
        TieCheck ties = new(
            stack,
            parameters,
            circumstances.Seed,
            LargeTile.Of(network.Description)
        );
        Draw draw = DecidedBatch(stack, circumstances, ties, step);
        NaiveNetwork naive = NaiveNetwork.Build(
            stack,
            parameters,
            circumstances.Seed,
            circumstances.ClassWeights(stack)
        );
        return new(
            stack,
            circumstances,
            [
                .. Inference(network, naive, draw.Batch),
                .. Training(network, naive, draw.Batch, step, draw.Undecided == 0),
            ],
            draw.Redrawn,
            draw.Replaced,
            draw.Undecided
        );
    }

    private static IEnumerable<Finding> Inference(INetwork network, NaiveNetwork naive, Batch batch)
    {
        double[][] samples = batch.Samples;
        double[] expected = [.. samples.SelectMany(naive.Probabilities)];
        double[] computed =
        [
            .. network.Forward(batch.Inputs).Values.Select(value => (double)value),
        ];
        // A probability is read on the scale from 0 to 1.
        double[] ones = [.. expected.Select(_ => 1.0)];
        yield return Finding.Compare("probabilities", "probabilities", computed, expected, ones);
        foreach (
            Finding finding in Losses(
                "inference",
                batch.Judge(network),
                naive.Loss(samples, batch.TargetColumns)
            )
        )
            yield return finding;
    }

    private static IEnumerable<Finding> Training(
        INetwork network,
        NaiveNetwork naive,
        Batch batch,
        long step,
        bool isDecided
    )
    {
        (NaiveLoss expected, ImmutableArray<NaiveGradient> gradients) = naive.LossAndGradients(
            batch.Samples,
            batch.TargetColumns,
            step
        );
        foreach (Finding finding in Losses("training", batch.Train(network), expected))
            yield return finding;
        if (!isDecided)
            yield break;
        foreach ((Parameter parameter, NaiveGradient gradient) in network.Parameters.Zip(gradients))
        {
            yield return Finding.Compare(
                parameter.Name,
                string.Concat(parameter.Name.Where(letter => !char.IsAsciiDigit(letter))),
                NaiveParameter.From(parameter with { Value = parameter.Gradient }).Values,
                gradient.Values,
                gradient.TermSums
            );
        }
    }

    private static IEnumerable<Finding> Losses(string mode, BatchLoss computed, NaiveLoss expected)
    {
        // The data loss is a difference of logits of order 1, the penalty a sum of positive terms.
        yield return Finding.Compare(
            $"{mode} loss",
            "loss",
            [computed.Data],
            [expected.Data],
            [1 + expected.Data]
        );
        yield return Finding.Compare(
            $"{mode} penalty",
            "penalty",
            [computed.Penalty],
            [expected.Penalty],
            [expected.Penalty]
        );
        double accuracy = Math.Clamp(
            computed.Accuracy ?? double.NaN,
            expected.LeastAccuracy,
            expected.MostAccuracy
        );
        yield return Finding.Compare(
            $"{mode} accuracy",
            "accuracy",
            [computed.Accuracy ?? double.NaN],
            [accuracy],
            [1]
        );
    }

    private sealed record Draw(Batch Batch, int Redrawn, int Replaced, int Undecided);

    private static Draw DecidedBatch(
        Stack stack,
        Circumstances circumstances,
        TieCheck ties,
        long step
    )
    {
        Circumstances any = circumstances with { Samples = SampleKind.Continuous };
        Chance chance = new(circumstances.Seed + 2);
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
                isDecided = ties.IsDecided(
                    [.. sample.Select(value => (double)value)],
                    column,
                    step
                );
                draws++;
            }
            samples.Add(sample);
            redrawn += draws - 1;
            replaced += draws - 1 > MostDraws / 2 ? 1 : 0;
            undecided += isDecided ? 0 : 1;
        }
        double[][] targets = [.. samples.Select(_ => Circumstances.Target(stack, chance))];
        return new(Batch.Of(samples, targets), redrawn, replaced, undecided);
    }
}
