using System.Linq;
using LayerGen.Reference.Stacks;
using Xunit;

namespace LayerGen.Integration.Tests;

public sealed class DescriptionTests
{
    [Fact]
    public void Description_says_what_the_network_is()
    {
        foreach (Stack stack in KnownStacks.Alone.AddRange(CompiledStacks.Random))
        {
            using INetwork network = CompiledStacks.Networks.Create(stack.FullName, 1, 1, 1);
            NetworkDescription description = network.Description;
            Assert.Equal(stack.Name, description.Name);
            Assert.Equal(stack.Input.Axes, description.InputShape);
            Assert.Equal(
                stack.Shapes.Skip(1).Select(shape => shape.Axes),
                description.Layers.Select(layer => layer.OutputShape.ToArray())
            );
            Assert.Equal(stack.MultiplyAdds, description.MultiplyAdds);
            Assert.Equal(
                network.Parameters.Sum(parameter => parameter.Value.Values.Length),
                description.ParameterCount
            );
            Assert.Equal(
                description.Layers.Length,
                description.Layers.Select(layer => layer.Name).Distinct().Count()
            );
        }
    }

    [Fact]
    public void Parameters_have_names_axes_and_penalties_of_their_layers()
    {
        foreach (Stack stack in KnownStacks.Alone.AddRange(CompiledStacks.Random))
        {
            using INetwork network = CompiledStacks.Networks.Create(stack.FullName, 1, 1, 1);
            string[] expected =
            [
                .. stack
                    .Layers.Select((layer, i) => (layer, Input: stack.Shapes[i]))
                    .SelectMany(entry =>
                        entry.layer switch
                        {
                            StackLayer.Conv conv => new[]
                            {
                                $"conv weight {conv.Filters},{conv.KernelHeight},{conv.KernelWidth},{entry.Input.Channels} {conv.L1} {conv.L2}",
                                conv.UseBias ? $"conv bias {conv.Filters} 0 0" : "",
                            },
                            StackLayer.Dense dense =>
                            [
                                $"dense weight {dense.Units},{entry.Input.Size} {dense.L1} {dense.L2}",
                                dense.UseBias ? $"dense bias {dense.Units} 0 0" : "",
                            ],
                            _ => [],
                        }
                    )
                    .Where(words => words.Length > 0),
            ];
            Assert.Equal(expected, network.Parameters.Select(Describe));
            Assert.All(
                network.Parameters,
                parameter =>
                    Assert.Equal(
                        (parameter.Axes[0], parameter.Axes.Skip(1).Aggregate(1, (a, b) => a * b)),
                        (parameter.Value.RowCount, parameter.Value.ColumnCount)
                    )
            );
        }
    }

    [Fact]
    public void Description_belongs_to_the_class()
    {
        using DigitNetwork network = new(maxBatchSize: 1);
        Assert.Same(DigitNetwork.Description, ((INetwork)network).Description);
        // By hand: 9·16 + 16, 9·16·32 + 32, (14→12→6→4→2) 2·2·32·10 + 10.
        Assert.Equal(160 + 4640 + 1290, DigitNetwork.Description.ParameterCount);
        // 12·12·9·16 + 4·4·9·16·32 + 1280
        Assert.Equal(20736 + 73728 + 1280, DigitNetwork.Description.MultiplyAdds);
    }

    [Fact]
    public void Stages_say_what_runs_for_every_layer_that_computes()
    {
        foreach (Stack stack in KnownStacks.Alone.AddRange(CompiledStacks.Random))
        {
            using INetwork network = CompiledStacks.Networks.Create(stack.FullName, 1, 1, 1);
            NetworkDescription description = network.Description;
            Assert.Equal(
                description
                    .Layers.Where(layer => layer.Declaration != "Flatten")
                    .Select(layer => layer.Name),
                description.Stages.SelectMany(stage => stage.Layers).Distinct()
            );
            Assert.Equal("Finish", description.Stages[^1].Name);
            Assert.Equal(
                description.Layers[^1].OutputShape.ToArray(),
                description.Stages[^1].OutputShape.ToArray()
            );
            Assert.All(description.Stages, stage => Assert.NotEmpty(stage.Forward));
        }
    }

    [Fact]
    public void Stages_count_what_is_computed()
    {
        // By hand: the first pool takes all 12×12 positions. The second convolution's 4×4 positions are one tile of 36
        // products, for 16·32 weights.
        Assert.Equal(
            [0, 20736, 36 * 16 * 32, 1280, 0],
            DigitNetwork.Description.Stages.Select(stage => stage.MultiplyAdds)
        );
    }

    private static string Describe(Parameter parameter)
    {
        string[] words = parameter.Name.Split('.');
        return $"{words[0].TrimEnd("0123456789".ToCharArray())} {words[1]} {string.Join(",", parameter.Axes)} {parameter.L1} {parameter.L2}";
    }
}
