using System.Linq;
using LayerGen.Reference.Checks;
using LayerGen.Reference.Stacks;
using MathNet.Numerics.LinearAlgebra.Single;
using Xunit;

namespace LayerGen.Integration.Tests;

/// <summary>A NaN that gets lost on its way hides that training has failed.</summary>
public sealed class NotANumberTests
{
    private const int BatchSize = 3;

    [Fact]
    public void A_pixel_that_is_no_number_makes_the_loss_none() =>
        ForEachStack(
            (stack, network, batch) =>
            {
                // The first value of a sample lies under the first window of every layer, so it reaches the outputs.
                batch.Inputs[0, 1] = float.NaN;
                RequireLost(stack, batch.Judge(network));
                DenseMatrix outputs = network.Forward(batch.Inputs);
                Assert.Contains(outputs.Column(1), float.IsNaN);
                // The neighbours in the batch are none of its business.
                Assert.DoesNotContain(outputs.Column(0), float.IsNaN);
                Assert.DoesNotContain(outputs.Column(2), float.IsNaN);
                if (!stack.Layers.Any(layer => layer is StackLayer.Dropout))
                    RequireLost(stack, batch.Train(network));
            }
        );

    [Fact]
    public void A_weight_that_is_no_number_makes_the_loss_none() =>
        ForEachStack(
            (stack, network, batch) =>
            {
                foreach (Parameter parameter in network.Parameters)
                {
                    // The outer taps of a padded kernel may never meet the image.
                    if (parameter.Axes.Length == 4 && stack.Layers.Any(Pads))
                        continue;
                    float[] values = parameter.Value.Values;
                    foreach (int place in new[] { 0, values.Length - 1 })
                    {
                        float value = values[place];
                        values[place] = float.NaN;
                        RequireLost(stack, batch.Judge(network));
                        values[place] = value;
                    }
                }
                Assert.False(double.IsNaN(batch.Judge(network).Total), $"{stack}");
            }
        );

    private static bool Pads(StackLayer layer) =>
        layer is StackLayer.Conv { Padding: Padding.Same };

    private static void RequireLost(Stack stack, BatchLoss loss) =>
        Assert.True(double.IsNaN(loss.Data), $"The loss is {loss} in {stack}");

    private static void ForEachStack(System.Action<Stack, INetwork, Batch> check)
    {
        foreach (Stack stack in KnownStacks.Alone.AddRange(CompiledStacks.Random.Take(60)))
        {
            Circumstances circumstances = new(
                1,
                BatchSize,
                BatchSize,
                1,
                0,
                SampleKind.Continuous,
                WeightKind.WithBias
            );
            using INetwork network = CompiledStacks.Networks.Create(
                stack.FullName,
                1,
                BatchSize,
                1
            );
            check(stack, network, Batch.Random(stack, circumstances, BatchSize, 1));
        }
    }
}
