using System.Collections.Immutable;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Naive;
using LayerGen.Reference.Naive.Values;
using LayerGen.Reference.Stacks;

namespace LayerGen.Reference.Checks;

/// <summary>Compares everything a generated network computes with the naive network.</summary>
public static class GradientCheck
{
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
            .. RunningStatistics.Learned(network).Select(NaiveParameter.From),
        ];
        for (int i = 0; i < circumstances.EarlierBatches; i++)
        {
            int size = 1 + ((i + circumstances.BatchSize) % circumstances.MaxBatchSize);
            Batch
                .Random(
                    stack,
                    circumstances,
                    Math.Max(size, stack.LeastBatch),
                    circumstances.Seed + 100 + (ulong)i
                )
                .Train(network);
        }

        long step = circumstances.EarlierBatches;
        TieCheck ties = new(
            stack,
            parameters,
            circumstances.Seed,
            LargeTile.Of(network.Description)
        );
        NaiveNetwork naive = Build(RunningStatistics.Of(network));
        DecidedBatch draw = DecidedBatch.Draw(
            stack,
            circumstances,
            ties,
            step,
            samples => naive.Values(samples, step, Rounding.None)[^1]
        );
        TrainingComparison training = new(stack, network, naive, draw.Batch, step);
        return new(
            stack,
            circumstances,
            [
                .. InferenceComparison.Run(stack, network, naive, draw.Batch),
                .. training.Run(draw.Undecided == 0),
                // Running statistics are others now, and what was made of the old ones must be made anew.
                .. stack.CouplesSamples
                    ? InferenceComparison.Run(
                        stack,
                        network,
                        Build(training.Statistics),
                        draw.Batch
                    )
                    : [],
            ],
            draw.Redrawn,
            draw.Replaced,
            draw.Undecided
        );

        NaiveNetwork Build(ImmutableArray<NaiveStatistics> statistics) =>
            NaiveNetwork.Build(
                stack,
                parameters,
                circumstances.Seed,
                circumstances.ClassWeights(stack),
                statistics
            );
    }
}
