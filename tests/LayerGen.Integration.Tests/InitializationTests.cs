using System;
using System.Collections.Generic;
using System.Linq;
using LayerGen.Reference.Stacks;
using Xunit;

namespace LayerGen.Integration.Tests;

public sealed class InitializationTests
{
    [Fact]
    public void Weights_start_within_the_limits_of_he_and_glorot()
    {
        foreach (Stack stack in CompiledStacks.Random)
        {
            using INetwork network = CompiledStacks.Networks.Create(stack.FullName, 1, 1, 1);
            Queue<Parameter> parameters = new(network.Parameters);
            foreach ((StackLayer layer, int index) in stack.Layers.Select((layer, i) => (layer, i)))
            {
                switch (layer)
                {
                    case StackLayer.Conv conv:
                        int area = conv.KernelHeight * conv.KernelWidth;
                        RequireLimit(
                            parameters.Dequeue(),
                            area * stack.Shapes[index].Channels,
                            area * conv.Filters,
                            Precedes(stack, index, conv.Activation)
                        );
                        RequireZero(conv.UseBias, parameters);
                        break;
                    case StackLayer.Dense dense:
                        RequireLimit(
                            parameters.Dequeue(),
                            stack.Shapes[index].Size,
                            dense.Units,
                            Precedes(stack, index, dense.Activation)
                        );
                        RequireZero(dense.UseBias, parameters);
                        break;
                }
            }
            Assert.Empty(parameters);
        }
    }

    /// <summary>
    /// Whether ReLU comes next: as a setting of the layer, or as a layer of its own. A max-pool may stand between a
    /// convolution and its ReLU, for the largest value stays the largest.
    /// </summary>
    private static bool Precedes(Stack stack, int index, Activation own)
    {
        bool mayPool = stack.Layers[index] is StackLayer.Conv;
        StackLayer? next = stack
            .Layers.Skip(index + 1)
            .FirstOrDefault(layer => !(mayPool && layer is StackLayer.Pool { Kind: PoolKind.Max }));
        return own == Activation.Relu
            || (
                own == Activation.None && next is StackLayer.Activate { Function: Activation.Relu }
            );
    }

    private static void RequireLimit(Parameter weight, int fanIn, int fanOut, bool isBeforeRelu)
    {
        double limit = isBeforeRelu ? Math.Sqrt(6.0 / fanIn) : Math.Sqrt(6.0 / (fanIn + fanOut));
        double largest = weight.Value.Values.Max(Math.Abs);
        // The limit itself is rounded to float32.
        Assert.True(largest <= limit * (1 + 1e-6), $"{weight.Name}: {largest} is above {limit}");
        // Of 200 uniform numbers one in 10⁹ draws has none in the outer tenth.
        if (weight.Value.Values.Length >= 200)
            Assert.True(largest > 0.9 * limit, $"{weight.Name}: {largest} is far below {limit}");
    }

    private static void RequireZero(bool useBias, Queue<Parameter> parameters)
    {
        if (useBias)
            Assert.All(parameters.Dequeue().Value.Values, bias => Assert.Equal(0, bias));
    }
}
