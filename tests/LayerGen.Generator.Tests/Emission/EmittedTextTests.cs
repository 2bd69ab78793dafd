using System.Text.RegularExpressions;
using CsCheck;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;
using LayerGen.Generator.Emission;
using LayerGen.Generator.Tests.Planning;

namespace LayerGen.Generator.Tests.Emission;

/// <summary>What holds for the text of every network; whether it computes the right thing is tested by running it.</summary>
public sealed partial class EmittedTextTests
{
    [Fact]
    public void Text_is_the_same_in_every_culture_and_run()
    {
        // Numbers that a culture would write in its own way: rates, penalties, parts of a mean, thousands.
        ShapedGraph[] graphs =
        [
            .. Graphs.Named,
            Graphs.Of(
                new Shape.Features(1000),
                new DropoutLayer(0.25),
                new DenseLayer(33, Graphs.Tanh, true, new(1e-7, 0.5)),
                Graphs.Dense(3),
                Graphs.Softmax
            ),
        ];
        foreach (ShapedGraph graph in graphs)
        {
            EquatableArray<GeneratedFile> expected = Emit(graph);
            Assert.Equal(expected, Emit(graph));
            using CommaCulture culture = new();
            Assert.Equal(expected, Emit(graph));
        }
    }

    [Fact]
    public void Text_is_the_same_in_every_culture_for_random_networks() =>
        Graphs.Any.Sample(
            graph =>
            {
                EquatableArray<GeneratedFile> expected = Emit(graph);
                using CommaCulture culture = new();
                Assert.Equal(expected, Emit(graph));
            },
            iter: 30
        );

    [Fact]
    public void Lines_end_with_a_line_feed_and_not_with_blanks() =>
        Assert.All(
            Graphs.Named.SelectMany(graph => Emit(graph)),
            file =>
            {
                Assert.EndsWith("}\n", file.Text, StringComparison.Ordinal);
                Assert.DoesNotContain('\r', file.Text);
                Assert.DoesNotContain('\t', file.Text);
                Assert.DoesNotMatch(" \n", file.Text);
                Assert.Equal(Count(file.Text, '{'), Count(file.Text, '}'));
            }
        );

    [Fact]
    public void Files_are_named_after_the_class_and_the_vectors() =>
        Assert.Equal(
            [
                "Tests.Net.g.cs",
                "Tests.Net.Vector512.g.cs",
                "Tests.Net.Vector256.g.cs",
                "Tests.Net.Vector128.g.cs",
            ],
            Emit(Graphs.Cnn).Select(file => file.HintName)
        );

    // What the reference network's costs are is worked by hand at ConvCostsTests.
    [Fact]
    public void Header_says_what_was_chosen_instead_of_what()
    {
        string[] head = Head(Graphs.Cnn);

        Assert.Contains("outputs of Conv1 Direct 12,168 Planar 20,080", head);
        Assert.Contains("windows of Conv1 LiveWindows 9,802 AllWindows 18,252", head);
        Assert.Contains("weight gradient of Conv1 FilterWise 6,084 LivePositions 16,224", head);
        Assert.Contains(
            "outputs of Conv2 Winograd2x5 47,644 Direct 115,200, Winograd2x2 64,889, Planar 413,493",
            head
        );
        Assert.Contains("weight gradient of Conv2 LivePositions 14,400 FilterWise 115,200", head);
    }

    [Fact]
    public void Header_names_every_choice_of_any_network() =>
        Graphs.Any.Sample(
            graph =>
            {
                string[] head = Head(graph);
                Assert.All(
                    Planner
                        .Plan(graph)
                        .Stages.SelectMany(stage =>
                            stage.Decisions.Select(made =>
                                $"{made.What} of {stage.Name} {made.Chosen} "
                            )
                        ),
                    choice =>
                        Assert.Single(
                            head,
                            line => line.StartsWith(choice, StringComparison.Ordinal)
                        )
                );
            },
            iter: 100
        );

    [Fact]
    public void Header_has_a_row_for_every_layer_and_the_totals()
    {
        string[] head = Head(Graphs.Cnn);

        Assert.Equal(
            [
                "layer declaration output parameters multiply-adds",
                "input 28×28×1",
                "conv1 Conv(32, 3×3, Relu) 26×26×32 320 194,688",
                "maxpool1 MaxPool(2×2) 13×13×32 0 0",
                "conv2 Conv(64, 3×3, Relu) 11×11×64 18,496 2,230,272",
                "maxpool2 MaxPool(2×2) 5×5×64 0 0",
                "flatten1 Flatten 1600 0 0",
                "dense1 Dense(10) 10 16,010 16,000",
                "softmax1 Softmax 10 0 0",
                "total 34,826 2,440,960",
            ],
            head.SkipWhile(line => !line.StartsWith("layer ", StringComparison.Ordinal))
                .TakeWhile(line => line.Length > 0)
        );
    }

    [Fact]
    public void Header_says_which_layers_a_stage_fuses_and_how()
    {
        string[] head = Head(Graphs.Cnn);

        Assert.Contains("Entry - copy", head);
        Assert.Contains(
            "Conv2 conv2 + maxpool2 F(2×5, 3×3) on 5×2 tiles, 10 at a time, products of 10×2 / 5×2 / 5×2 for 512 / 256 / 128 bits through live positions",
            head
        );
        Assert.Single(
            head,
            line =>
                line.StartsWith("Conv1 conv1 + maxpool1 direct sums", StringComparison.Ordinal)
                && line.EndsWith(" for all filters at once", StringComparison.Ordinal)
        );
        Assert.Contains(
            "Finish softmax1 probabilities and categorical cross-entropy from the logits probabilities less targets",
            head
        );
    }

    [Fact]
    public void Header_has_a_row_for_every_layer_and_stage_of_any_network() =>
        Graphs.Any.Sample(
            graph =>
            {
                string[] head = Head(graph);
                string[] names =
                [
                    .. graph.Layers.Select(layer => layer.Name),
                    .. Planner.Plan(graph).Stages.Select(stage => stage.Name),
                ];
                Assert.All(
                    names,
                    name =>
                        Assert.Single(
                            head,
                            line => line.StartsWith(name + " ", StringComparison.Ordinal)
                        )
                );
            },
            iter: 30
        );

    [Fact]
    public void Reference_network_stays_readable() =>
        Assert.InRange(Emit(Graphs.Cnn).Sum(file => Count(file.Text, '\n')), 1, 3_999);

    [Fact]
    public void Every_width_has_every_kernel_of_the_interface() =>
        Graphs.Any.Sample(
            graph =>
            {
                EquatableArray<GeneratedFile> files = Emit(graph);
                string[] declared = Names(DeclaredKernel(), files[0].Text);
                Assert.NotEmpty(declared);
                Assert.Equal(declared.Length, declared.Distinct().Count());
                Assert.All(
                    files.Skip(1),
                    file => Assert.Equal(declared, Names(WrittenKernel(), file.Text))
                );
            },
            iter: 30
        );

    [Fact]
    public void Every_case_of_a_stage_has_an_emitter_of_its_own()
    {
        StageEmitter[] emitters =
        [
            .. Graphs
                .Named.Append(Graphs.Residual)
                .Select(Planner.Plan)
                .SelectMany(plan =>
                    plan.Stages.Select(
                        (stage, index) =>
                        {
                            StageEmitter emitter = StageEmitter.For(plan, index);
                            Assert.Same(stage, emitter.Stage);
                            return emitter;
                        }
                    )
                ),
        ];

        Assert.Equal(
            CasesOf(typeof(Stage)),
            emitters.Select(emitter => emitter.Stage.GetType().Name).Distinct().Order()
        );
        Assert.Equal(
            CasesOf(typeof(StageEmitter)),
            emitters.Select(emitter => emitter.GetType().Name).Distinct().Order()
        );
    }

    private static IEnumerable<string> CasesOf(Type type) =>
        type
            .Assembly.GetTypes()
            .Where(one => one.IsSubclassOf(type))
            .Select(one => one.Name)
            .Order();

    private static EquatableArray<GeneratedFile> Emit(ShapedGraph graph) =>
        NetworkEmitter.Emit(Planner.Plan(graph));

    /// <summary>The comment at the top of the first file, blanks between columns made one.</summary>
    private static string[] Head(ShapedGraph graph) =>
        [
            .. Emit(graph)[0]
                .Text.Split('\n')
                .TakeWhile(line => line.StartsWith("//", StringComparison.Ordinal))
                .Select(line => Blanks().Replace(line[2..], " ").Trim()),
        ];

    private static string[] Names(Regex pattern, string text) =>
        [.. pattern.Matches(text).Select(match => match.Groups[1].Value)];

    private static int Count(string text, char character) => text.Count(one => one == character);

    [GeneratedRegex(" +")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"static abstract void (\w+)\(")]
    private static partial Regex DeclaredKernel();

    [GeneratedRegex(@"public static void (\w+)\(")]
    private static partial Regex WrittenKernel();
}
