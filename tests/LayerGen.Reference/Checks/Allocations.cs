using System.Diagnostics;
using System.Runtime;
using LayerGen.Optimizers;
using LayerGen.Reference.Generated;
using LayerGen.Reference.Stacks;
using MathNet.Numerics.LinearAlgebra.Single;

namespace LayerGen.Reference.Checks;

/// <summary>
/// Bytes that the whole process allocates in steps, workers included. Means something only where nothing else runs.
/// </summary>
/// <param name="Training">In the training steps, optimizer included.</param>
/// <param name="Inference">In the forward passes.</param>
public readonly record struct Allocations(long Training, long Inference)
{
    public const int Steps = 1000;

    // The runtime compiles what was called often again, a tenth of a second after it last had reason to.
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(0.25);

    private const int BatchSize = 8;

    /// <summary>Counts over <see cref="Steps"/> training steps and as many forward passes of both kinds.</summary>
    public static Allocations Count(GeneratedNetworks networks, Stack stack, int threads)
    {
        using INetwork network = networks.Create(stack.FullName, 3, BatchSize, threads);
        Adam adam = new(network);
        Circumstances circumstances = new(
            1,
            BatchSize,
            BatchSize,
            threads,
            0,
            SampleKind.Continuous,
            WeightKind.Initial
        );
        Batch batch = Batch.Random(stack, circumstances, BatchSize, 1);
        DenseMatrix outputs = new(stack.OutputSize, BatchSize);
        Action train = network switch
        {
            INetwork<ReadOnlyMemory<int>> classes => Train(classes, batch.Labels),
            INetwork<DenseMatrix> labels => Train(labels, batch.Targets),
            _ => throw new InvalidOperationException($"{network.GetType()} has no known targets."),
        };
        Action infer = () =>
        {
            network.Forward(batch.Inputs);
            network.Forward(batch.Inputs, outputs);
        };
        return new(Bytes(train), Bytes(infer));

        Action Train<TTargets>(INetwork<TTargets> typed, TTargets targets) =>
            () =>
            {
                typed.LossAndGradients(batch.Inputs, targets);
                adam.Step();
                typed.Loss(batch.Inputs, targets);
            };
    }

    private static long Bytes(Action step)
    {
        WarmUp(step);
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < Steps; i++)
            step();
        return GC.GetTotalAllocatedBytes(precise: true) - before;
    }

    /// <summary>Steps until the compiler has had nothing to do for a while, and no finalizer waits.</summary>
    private static void WarmUp(Action step)
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        long compiled = -1;
        for (Stopwatch quiet = Stopwatch.StartNew(); quiet.Elapsed < Quiet; )
        {
            step();
            if (JitInfo.GetCompiledMethodCount() == compiled)
                continue;
            compiled = JitInfo.GetCompiledMethodCount();
            quiet.Restart();
        }
    }
}
