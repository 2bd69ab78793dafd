namespace LayerGen.Generator.Tests;

/// <summary>A wrong declaration: what is reported, where (between ⟦ and ⟧) and in which words.</summary>
/// <param name="Id">The rule.</param>
/// <param name="Name">What is wrong.</param>
/// <param name="Source">The file, without its usings.</param>
/// <param name="Message">The whole message.</param>
public sealed record DiagnosticCase(string Id, string Name, string Source, string Message)
{
    public override string ToString() => $"{Id} {Name}";
}

/// <summary>At least one case a rule; layers between the network's attribute and its class where only they matter.</summary>
internal static partial class DiagnosticCases
{
    public static IEnumerable<DiagnosticCase> All =>
        [.. Classes, .. Arguments, .. Shapes, .. Order, .. NamesAndJoins];

    private static IEnumerable<DiagnosticCase> Classes =>
        [
            new(
                "LG0001",
                "class without partial",
                "[Network(4)] [Dense(2)] [Softmax] public class ⟦Net⟧;",
                "'Net' must be partial, as the generator adds the network to it; write 'partial class Net'."
            ),
            new(
                "LG0002",
                "nested class",
                "public partial class Outer { [Network(4)] [Dense(2)] [Softmax] public partial class ⟦Net⟧; }",
                "'Net' is nested in 'Outer', but a network must stand directly in a namespace; move it out of 'Outer'."
            ),
            new(
                "LG0003",
                "generic class",
                "[Network(4)] [Dense(2)] [Softmax] public partial class ⟦Net⟧<T>;",
                "'Net' has type parameters, but a network computes in float alone; remove them."
            ),
            .. new (string Declaration, string Words)[]
            {
                ("static partial class ⟦Net⟧;", "static"),
                ("abstract partial class ⟦Net⟧;", "abstract"),
                ("partial record ⟦Net⟧;", "a record"),
                ("partial class ⟦Net⟧(int seed);", "declared with a primary constructor"),
                (
                    "partial record ⟦Net⟧(int Seed);",
                    "a record and declared with a primary constructor"
                ),
            }.Select(odd => new DiagnosticCase(
                "LG0004",
                odd.Words,
                $"[Network(4)] [Dense(2)] [Softmax] {odd.Declaration}",
                $"'Net' is {odd.Words}, but a network must be a plain class that the generator can give constructors "
                    + "and state; write 'sealed partial class Net'."
            )),
            new(
                "LG0005",
                "file-local class",
                "[Network(4)] [Dense(2)] [Softmax] file partial class ⟦Net⟧;",
                "'Net' is local to its file, but its network is generated into another file; remove 'file'."
            ),
            new(
                "LG0006",
                "layer on another part",
                "[Network(4)] [Dense(2)] public partial class Net; [⟦Softmax⟧] public partial class Net;",
                "[Softmax] stands on another part of 'Net' than [Network(4)], which leaves the order of layers "
                    + "undefined; move it under [Network(4)]."
            ),
            new(
                "LG0007",
                "no layers",
                "[Network(4)] public partial class ⟦Net⟧;",
                "'Net' has no layers; add them under [Network], the first layer first, such as [Dense(10)] and "
                    + "[Softmax]."
            ),
            new(
                "LG0008",
                "layer of the user's own",
                "public class SwishAttribute : LayerAttribute; "
                    + "[Network(4)] [Dense(2)] [⟦Swish⟧] [Softmax] public partial class Net;",
                "[global::Swish] is no layer that the generator knows; use one of [Conv], [MaxPool], [AvgPool], "
                    + "[GlobalMaxPool], [GlobalAvgPool], [UpSample], "
                    + "[Flatten], [Reshape], [Dense], [Dropout], [BatchNorm], [Relu], [Sigmoid], [Tanh], [Add], [Multiply], [Concat], [Softmax], "
                    + "[CrossEntropy], [BinaryCrossEntropy], [MeanSquaredError], [MeanAbsoluteError], [Huber]."
            ),
            new(
                "LG0009",
                "layers without network",
                "[Dense(2)] [Softmax] public partial class ⟦Net⟧;",
                "'Net' has layers but no [Network], so nothing is generated for it; write "
                    + "[Network(height, width, channels)] or [Network(features)] above them."
            ),
            new(
                "LG0010",
                "class named like a generated member",
                "[Network(4)] [Dense(2)] [Softmax] public partial class ⟦Parameters⟧;",
                "The class 'Parameters' clashes with a member that is generated for 'Parameters'; rename it."
            ),
            new(
                "LG0010",
                "own property",
                "[Network(4)] [Dense(2)] [Softmax] public partial class Net { public int ⟦Workers⟧ { get; } }",
                "'Workers' clashes with a member that is generated for 'Net'; rename it."
            ),
            new(
                "LG0010",
                "own method on another part of the class",
                "[Network(4)] [Dense(2)] [Softmax] public partial class Net;\n"
                    + "partial class Net { public float[] ⟦Forward⟧(MathNet.Numerics.LinearAlgebra.Single.DenseMatrix x) => []; }",
                "'Forward(DenseMatrix)' clashes with a member that is generated for 'Net'; rename it, or give it other "
                    + "parameters."
            ),
            new(
                "LG0010",
                "own constructor",
                "[Network(4)] [Dense(2)] [Softmax] public partial class Net { public ⟦Net⟧(ulong a, int b, int c) { } }",
                "'Net(ulong, int, int)' clashes with a member that is generated for 'Net'; give it other parameters."
            ),
        ];

    private static IEnumerable<DiagnosticCase> Shapes =>
        [
            OnLayer(
                "LG0201",
                "pool behind Flatten",
                "[Flatten] [Dense(10)] [⟦MaxPool(2)⟧]",
                "Layer 3 [MaxPool(2)]: needs an image, but [Dense(10)] gives 10 features; move it before [Flatten]."
            ),
            new(
                "LG0201",
                "convolution over features",
                "[Network(784)] [⟦Conv(8, 3)⟧] [Flatten] [Dense(2)] [Softmax] public partial class Net;",
                "Layer 1 [Conv(8, 3)]: needs an image, but [Network(784)] gives 784 features; declare images with "
                    + "[Network(height, width, channels)]."
            ),
            OnLayer(
                "LG0202",
                "missing Flatten before Dense",
                "[AvgPool(2)] [⟦Dense(10)⟧]",
                "Layer 2 [Dense(10)]: needs features, but [AvgPool(2)] gives an image of 14×14×1; add [Flatten] "
                    + "before it."
            ),
            new(
                "LG0202",
                "missing Flatten before Softmax",
                "[Network(28, 28, 1)] [Conv(10, 28)] [⟦Softmax⟧] public partial class Net;",
                "Layer 2 [Softmax]: needs features, but [Conv(10, 28)] gives an image of 1×1×10; add [Flatten] "
                    + "before it."
            ),
            OnLayer(
                "LG0203",
                "kernel larger than its input",
                "[MaxPool(9)] [Conv(8, ⟦5⟧)]",
                "Layer 2 [Conv(8, 5)]: the kernel is 5×5, but [MaxPool(9)] gives an image of 3×3×1; use a smaller "
                    + "kernel, or Padding = Padding.Same."
            ),
            OnLayer(
                "LG0203",
                "kernel too wide",
                "[Conv(8, 3, ⟦29⟧)]",
                "Layer 1 [Conv(8, 3, 29)]: the kernel is 3×29, but [Network(28, 28, 1)] gives an image of 28×28×1; "
                    + "use a smaller kernel, or Padding = Padding.Same."
            ),
            OnLayer(
                "LG0203",
                "window too high",
                "[AvgPool(⟦29⟧, 1)]",
                "Layer 1 [AvgPool(29, 1)]: the window is 29×1, but [Network(28, 28, 1)] gives an image of 28×28×1; "
                    + "use a smaller window."
            ),
            new(
                "LG0204",
                "softmax over one output",
                "[Network(4)] [Dense(1)] [⟦Softmax⟧] public partial class Net;",
                "Layer 2 [Softmax]: softmax over 1 output is always 1, but [Dense(1)] gives 1 feature; give it at "
                    + "least 2, or replace it by [Sigmoid] for a yes-or-no answer."
            ),
            new(
                "LG0204",
                "cross-entropy over one output",
                "[Network(4)] [Dense(1)] [⟦CrossEntropy(SoftTargets = true)⟧] public partial class Net;",
                "Layer 2 [CrossEntropy(SoftTargets = true)]: softmax over 1 output is always 1, but [Dense(1)] gives 1 "
                    + "feature; give it at least 2, or replace it by [BinaryCrossEntropy] for a yes-or-no answer."
            ),
            new(
                "LG0205",
                "sample too large",
                "[⟦Network(70000, 70000, 3)⟧] [Conv(8, 3)] [Flatten] [Dense(2)] [Softmax] public partial class Net;",
                "[Network(70000, 70000, 3)]: it gives an image of 70000×70000×3, which makes 70000×70000×3 values, "
                    + "but the limit is 268435456; choose smaller sizes."
            ),
            OnLayer(
                "LG0205",
                "output too large",
                "[⟦Conv(500000, 1)⟧]",
                "Layer 1 [Conv(500000, 1)]: [Network(28, 28, 1)] gives an image of 28×28×1, which makes 28×28×500000 "
                    + "values, but the limit is 268435456; choose smaller sizes."
            ),
            OnLayer(
                "LG0205",
                "too many weights",
                "[⟦Conv(2147483647, 2147483647)⟧]",
                "Layer 1 [Conv(2147483647, 2147483647)]: [Network(28, 28, 1)] gives an image of 28×28×1, which makes "
                    + "2147483647×2147483647×2147483647×1 weights, but the limit is 268435456; choose smaller sizes."
            ),
            new(
                // 16000² + 16000 = 256,016,000 numbers in layer 1, as many again in layer 2.
                "LG0205",
                "too many learned numbers in all",
                "[Network(16000)] [Dense(16000)] [⟦Dense(16000)⟧] [Dense(2)] [Softmax] public partial class Net;",
                "Layer 2 [Dense(16000)]: [Dense(16000)] gives 16000 features, which makes 512032000 learned numbers "
                    + "so far, but the limit is 268435456; choose smaller sizes."
            ),
            new(
                // 16384² outputs × 16384² weights = 2⁵⁶.
                "LG0205",
                "too many multiply-adds",
                "[Network(16384, 16384, 1)] [⟦Conv(1, 16384, Padding = Padding.Same, UseBias = false)⟧] [Flatten] [Softmax] "
                    + "public partial class Net;",
                "Layer 1 [Conv(1, 16384, Padding = Padding.Same, UseBias = false)]: [Network(16384, 16384, 1)] gives an image of "
                    + "16384×16384×1, which makes 72057594037927936 multiply-adds so far, but the limit is "
                    + "1125899906842624; choose smaller sizes."
            ),
        ];

    private static IEnumerable<DiagnosticCase> Order =>
        [
            new(
                "LG0301",
                "layer behind Softmax",
                "[Network(4)] [Dense(2)] [Softmax] [⟦Dropout(0.5)⟧] public partial class Net;",
                "Layer 3 [Dropout(0.5)]: stands after layer 2 [Softmax], which must be the last; move it before "
                    + "[Softmax], or remove it."
            ),
            new(
                "LG0301",
                "layer behind a loss over numbers",
                "[Network(4)] [Dense(2)] [Huber(2)] [⟦Sigmoid⟧] public partial class Net;",
                "Layer 3 [Sigmoid]: stands after layer 2 [Huber(2)], which must be the last; move it before [Huber(2)], or "
                    + "remove it."
            ),
            new(
                "LG0302",
                "no loss",
                "[Network(4)] [Dense(2)] [⟦Relu⟧] public partial class Net;",
                "Layer 2 [Relu]: is the last layer, but defines no loss; end with [Softmax] or [CrossEntropy] for exclusive "
                    + "classes, [Sigmoid] (or Activation = Activation.Sigmoid on a last [Dense]) or "
                    + "[BinaryCrossEntropy] for yes-or-no answers, [MeanSquaredError] or [MeanAbsoluteError] or "
                    + "[Huber] for numbers."
            ),
            new(
                "LG0303",
                "no weights",
                "[⟦Network(4)⟧] [Dropout(0.5)] [Softmax] public partial class Net;",
                "No layer learns: there are no weights in [Dropout(0.5)] [Softmax]; add [Dense] or [Conv]."
            ),
            new(
                "LG0304",
                "two losses",
                "[Network(4)] [Dense(2)] [Softmax] [⟦MeanSquaredError⟧] public partial class Net;",
                "Layer 3 [MeanSquaredError]: a network has one loss, and layer 2 [Softmax] is one already; remove one "
                    + "of the two."
            ),
            new(
                "LG0305",
                "softmax before a loss that applies it",
                "[Network(4)] [Dense(2)] [Softmax] [⟦CrossEntropy(LabelSmoothing = 0.1)⟧] public partial class Net;",
                "Layer 3 [CrossEntropy(LabelSmoothing = 0.1)]: applies softmax itself, but layer 2 [Softmax] has applied "
                    + "it already; remove [Softmax] for outputs that are logits, or remove "
                    + "[CrossEntropy(LabelSmoothing = 0.1)] for outputs that are probabilities."
            ),
            new(
                "LG0305",
                "sigmoid of a layer before a loss that applies it",
                "[Network(4)] [Dense(2, Activation = Activation.Sigmoid)] [⟦BinaryCrossEntropy⟧] public partial class Net;",
                "Layer 2 [BinaryCrossEntropy]: applies sigmoid itself, but layer 1 [Dense(2, Activation = Activation.Sigmoid)] "
                    + "has applied it already; take its Activation away for outputs that are logits, or remove "
                    + "[BinaryCrossEntropy] for outputs that are probabilities."
            ),
        ];

    /// <summary>A layer over a 28×28 image, in a network that is right otherwise.</summary>
    private static DiagnosticCase OnLayer(string id, string name, string layers, string message) =>
        new(
            id,
            name,
            $"[Network(28, 28, 1)] {layers} [Flatten] [Dense(10)] [Softmax] public partial class Net;",
            message
        );
}
