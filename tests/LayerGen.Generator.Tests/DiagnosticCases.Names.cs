namespace LayerGen.Generator.Tests;

/// <content>Names, joins, inputs and blocks.</content>
internal static partial class DiagnosticCases
{
    private static IEnumerable<DiagnosticCase> NamesAndJoins =>
        [
            new(
                "LG0105",
                "a momentum that leaves all",
                "[Network(4)] [Dense(4)] [BatchNorm(Momentum = ⟦1⟧)] [Dense(2)] [Softmax] public partial class Net;",
                "Layer 2 [BatchNorm(Momentum = 1)]: Momentum is 1, but a finite number of at least 0 and less than 1 is needed."
            ),
            new(
                "LG0206",
                "a shape of another size",
                "[Network(4, 4, 2)] [⟦Reshape(3, 11, 1)⟧] [Flatten] [Dense(2)] [Softmax] public partial class Net;",
                "Layer 1 [Reshape(3, 11, 1)]: [Network(4, 4, 2)] gives an image of 4×4×2, which has 32 values, but the new shape has 3×11×1 values; make them equal."
            ),
            new(
                "LG0401",
                "a name that no layer has, with one that looks like it",
                "[Network(4)] [Dense(4, Name = \"stem\")] [Relu] [Add(⟦\"stam\"⟧)] [Dense(2)] [Softmax] public partial class Net;",
                "Layer 3 [Add(\"stam\")]: reads \"stam\", but nothing above it has that name (did you mean \"stem\"?)."
            ),
            new(
                "LG0401",
                "a name further down: a cycle",
                "[Network(4)] [Dense(4, From = ⟦\"later\"⟧)] [Dense(2, Name = \"later\")] [Softmax] public partial class Net;",
                "Layer 1 [Dense(4, From = \"later\")]: reads \"later\", but nothing above it has that name (the names above it are \"input\")."
            ),
            new(
                "LG0402",
                "two layers with one name",
                "[Network(4)] [Dense(4, Name = \"a\")] [Dense(4, Name = ⟦\"a\"⟧)] [Dense(2)] [Softmax] public partial class Net;",
                "Layer 2 [Dense(4, Name = \"a\")]: another layer or input above it is called \"a\" already; choose another name."
            ),
            new(
                "LG0403",
                "two inputs, and a first layer that names none",
                "[Network] [Input(\"a\", 4)] [Input(\"b\", 1)] [⟦Dense(2)⟧] [Concat(\"a\", \"b\")] [Dense(2)] [Softmax] public partial class Net;",
                "Layer 3 [Dense(2)]: nothing stands above it; say with From which input it reads: \"a\", \"b\"."
            ),
            new(
                "LG0404",
                "a branch that nobody reads",
                "[Network(4)] [Dense(4, Name = \"a\")] [⟦Dense(3)⟧] [Dense(2, From = \"a\")] [Softmax] public partial class Net;",
                "Layer 2 [Dense(3)]: nothing reads what it gives; join it with what follows, name it in From further down, or remove it."
            ),
            new(
                "LG0405",
                "a sum of different shapes",
                "[Network(8, 8, 1)] [Conv(4, 3, Name = \"a\")] [Conv(4, 3)] [Add(⟦\"a\"⟧)] [Flatten] [Dense(2)] [Softmax] public partial class Net;",
                "Layer 3 [Add(\"a\")]: [Conv(4, 3)] gives an image of 4×4×4, but [Conv(4, 3)] gives an image of 6×6×4; only equal shapes can be joined value by value."
            ),
            new(
                "LG0406",
                "a network without an input",
                "[⟦Network⟧] [Dense(2)] [Softmax] public partial class Net;",
                "[Network]: what does one sample look like? Write [Network(height, width, channels)] or [Network(features)], or [Input(\"name\", …)] for each of several inputs."
            ),
            new(
                "LG0407",
                "a shape at the network and an input",
                "[Network(4)] [⟦Input(\"a\", 4)⟧] [Dense(2)] [Softmax] public partial class Net;",
                "Layer 1 [Input(\"a\", 4)]: [Network(4)] gives the shape of the only input; write [Network] without arguments where there are several."
            ),
            new(
                "LG0408",
                "a block without layers",
                "public sealed class EmptyAttribute : BlockAttribute; [Network(4)] [⟦Empty⟧] [Dense(2)] [Softmax] public partial class Net;",
                "Layer 1 [Empty]: the block's class carries no layers; write them above it."
            ),
            new(
                "LG0409",
                "a block in itself",
                "[Dense(4)] [Endless] public sealed class EndlessAttribute : BlockAttribute; [Network(4)] [⟦Endless⟧] [Dense(2)] [Softmax] public partial class Net;",
                "Layer 1 [Endless], in it [Endless]: the block contains itself; a network can have no endless sequence of layers."
            ),
            new(
                "LG0410",
                "a block without the argument that its layer refers to",
                "[Dense(Arg.Second)] public sealed class OneAttribute(int units) : BlockAttribute; [Network(4)] [⟦One(3)⟧] [Dense(2)] [Softmax] public partial class Net;",
                "Layer 1 [One(3)]: [Dense(-2147483646)] refers to Arg.Second, but the block takes 1 arguments; add a parameter to its constructor."
            ),
        ];
}
