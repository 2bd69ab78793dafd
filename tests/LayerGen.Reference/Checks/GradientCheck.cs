using System.Collections.Immutable;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Naive;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Checks;

/// <summary>Compares everything a generated network computes with the naive network.</summary>
public static class GradientCheck
{
    private const int MostDraws = 200;

    /// <summary>Quantised samples are full of ties: where these are not judged, few are tried.</summary>
    private const int MostTiedDraws = 2;

    /// <summary>The outcome for one stack.</summary>
    /// <param name="Stack">The network.</param>
    /// <param name="Circumstances">How it was run.</param>
    /// <param name="Findings">One for each tensor.</param>
    /// <param name="Redrawn">
    /// Samples drawn again because rounding may change which value of a window is the largest, or the side of zero that
    /// a ReLU's input lies on.
    /// </param>
    /// <param name="Undecided">
    /// Columns for which no drawn sample was free of that; the gradients of the stack are then not judged.
    /// </param>
    public sealed record Outcome(
        Stack Stack,
        Circumstances Circumstances,
        ImmutableArray<Finding> Findings,
        int Redrawn,
        int Undecided
    )
    {
        public bool IsJudged => Undecided == 0;

        public bool IsRight => Findings.All(finding => finding.IsRounding);

        public override string ToString() =>
            $"{Stack}\n  {Circumstances}\n  "
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
        Draw draw = DecidedBatch(stack, circumstances, parameters, step, KeepsTies(network));
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
            computed.Accuracy,
            expected.LeastAccuracy,
            expected.MostAccuracy
        );
        yield return Finding.Compare(
            $"{mode} accuracy",
            "accuracy",
            [computed.Accuracy],
            [accuracy],
            [1]
        );
    }

    /// <summary>Whether equal patches of an image give equal sums: not in tiles that are transformed from more than 4×4 inputs.</summary>
    private static bool KeepsTies(INetwork network) =>
        network.Description.Stages.All(stage =>
            !stage.Forward.StartsWith("F(", StringComparison.Ordinal)
            || stage.Forward.StartsWith("F(2×2,", StringComparison.Ordinal)
        );

    private sealed record Draw(Batch Batch, int Redrawn, int Undecided);

    private static Draw DecidedBatch(
        Stack stack,
        Circumstances circumstances,
        ImmutableArray<NaiveParameter> parameters,
        long step,
        bool keepsTies
    )
    {
        TieCheck ties = new(stack, parameters, circumstances.Seed, keepsTies);
        Chance chance = new(circumstances.Seed + 2);
        List<float[]> samples = [];
        (int redrawn, int undecided) = (0, 0);
        for (int column = 0; column < circumstances.BatchSize; column++)
        {
            float[] sample = circumstances.Sample(stack, chance);
            int draws = 1;
            while (!IsDecided(sample) && draws < MostDraws)
            {
                // What quantised samples cannot give, any numbers may.
                Circumstances kind =
                    draws > (keepsTies ? MostDraws / 2 : MostTiedDraws)
                        ? circumstances with
                        {
                            Samples = SampleKind.Continuous,
                        }
                        : circumstances;
                sample = kind.Sample(stack, chance);
                draws++;
            }
            redrawn += draws - 1;
            if (!IsDecided(sample))
                undecided++;
            samples.Add(sample);

            bool IsDecided(float[] drawn) =>
                ties.IsDecided([.. drawn.Select(value => (double)value)], column, step);
        }
        double[][] targets = [.. samples.Select(_ => Circumstances.Target(stack, chance))];
        return new(Batch.Of(samples, targets), redrawn, undecided);
    }
}
