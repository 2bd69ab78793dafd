namespace LayerGen.Generator.Tests;

/// <summary>The cases of single arguments.</summary>
internal static partial class DiagnosticCases
{
    private static IEnumerable<DiagnosticCase> Arguments =>
        [
            NotPositive("[Network(⟦0⟧)]", "[Dense(2)]", "[Network(0)]", "features", "0"),
            NotPositive(
                "[Network(⟦-28⟧, 28, 1)]",
                "[Conv(2, 3)]",
                "[Network(-28, 28, 1)]",
                "height",
                "-28"
            ),
            NotPositive(
                "[Network(28, ⟦0⟧, 1)]",
                "[Conv(2, 3)]",
                "[Network(28, 0, 1)]",
                "width",
                "0"
            ),
            NotPositive(
                "[Network(28, 28, channels: ⟦0⟧)]",
                "[Conv(2, 3)]",
                "[Network(28, 28, 0)]",
                "channels",
                "0"
            ),
            NotPositive("[Conv(⟦0⟧, 3)]", "Layer 1 [Conv(0, 3)]", "filters", "0"),
            NotPositive("[Conv(8, ⟦0⟧)]", "Layer 1 [Conv(8, 0)]", "kernelSize", "0"),
            NotPositive("[Conv(8, ⟦-1⟧, 3)]", "Layer 1 [Conv(8, -1, 3)]", "kernelHeight", "-1"),
            NotPositive("[Conv(8, 3, ⟦0⟧)]", "Layer 1 [Conv(8, 3, 0)]", "kernelWidth", "0"),
            NotPositive(
                "[Conv(8, 3, Stride = ⟦0⟧)]",
                "Layer 1 [Conv(8, 3, Stride = 0)]",
                "Stride",
                "0"
            ),
            NotPositive("[MaxPool(⟦0⟧)]", "Layer 1 [MaxPool(0)]", "size", "0"),
            NotPositive("[MaxPool(⟦0⟧, 2)]", "Layer 1 [MaxPool(0, 2)]", "height", "0"),
            NotPositive("[AvgPool(2, ⟦0⟧)]", "Layer 1 [AvgPool(2, 0)]", "width", "0"),
            NotPositive(
                "[AvgPool(2, Stride = ⟦-2⟧)]",
                "Layer 1 [AvgPool(2, Stride = -2)]",
                "Stride",
                "-2"
            ),
            NotPositive("[Dense(⟦0⟧)]", "Layer 1 [Dense(0)]", "units", "0"),
            .. new (string Written, string Shown)[]
            {
                ("1", "1"),
                ("1.5", "1.5"),
                ("-0.1", "-0.1"),
                ("double.NaN", "NaN"),
            }.Select(rate =>
                OnLayer(
                    "LG0102",
                    $"rate {rate.Shown}",
                    $"[Dropout(⟦{rate.Written}⟧)]",
                    $"Layer 1 [Dropout({rate.Shown})]: rate is {rate.Shown}, but must be at least 0 and less than 1; "
                        + "write the fraction of values to drop, such as 0.5."
                )
            ),
            .. new (string Property, string Written, string Shown)[]
            {
                ("L1", "-0.5", "-0.5"),
                ("L2", "double.NaN", "NaN"),
                ("L2", "double.PositiveInfinity", "Infinity"),
            }.Select(factor =>
                OnLayer(
                    "LG0103",
                    $"{factor.Property} {factor.Shown}",
                    $"[Conv(8, 3, {factor.Property} = ⟦{factor.Written}⟧)]",
                    $"Layer 1 [Conv(8, 3, {factor.Property} = {factor.Shown})]: {factor.Property} is {factor.Shown}, but "
                        + "must be finite and at least 0; write a small number such as 0.0001, or leave it out."
                )
            ),
            OnLayer(
                "LG0103",
                "L1 of Dense",
                "[Flatten] [Dense(3, L1 = ⟦-1⟧)]",
                "Layer 2 [Dense(3, L1 = -1)]: L1 is -1, but must be finite and at least 0; write a small number such "
                    + "as 0.0001, or leave it out."
            ),
            OnLayer(
                "LG0104",
                "undefined activation",
                "[Conv(8, 3, Activation = ⟦(Activation)9⟧)]",
                "Layer 1 [Conv(8, 3, Activation = (Activation)9)]: Activation is (Activation)9, which names nothing; "
                    + "use one of Activation.None, Activation.Relu, Activation.Sigmoid, Activation.Tanh."
            ),
            OnLayer(
                "LG0104",
                "undefined padding",
                "[Conv(8, 3, Padding = ⟦(Padding)(-1)⟧)]",
                "Layer 1 [Conv(8, 3, Padding = (Padding)-1)]: Padding is (Padding)-1, which names nothing; use one of "
                    + "Padding.Valid, Padding.Same."
            ),
            .. new (string Loss, string Argument, string Written, string Shown, string Needed)[]
            {
                (
                    "Softmax(LabelSmoothing = {0})",
                    "LabelSmoothing",
                    "1",
                    "1",
                    "of at least 0 and less than 1"
                ),
                (
                    "CrossEntropy(LabelSmoothing = {0})",
                    "LabelSmoothing",
                    "double.NaN",
                    "NaN",
                    "of at least 0 and less than 1"
                ),
                ("Huber({0})", "delta", "0", "0", "above 0"),
                ("Huber({0})", "delta", "double.PositiveInfinity", "Infinity", "above 0"),
            }.Select(number => new DiagnosticCase(
                "LG0105",
                $"{number.Argument} {number.Shown} of {number.Loss}",
                $"[Network(4)] [Dense(2)] [{number.Loss.Replace("{0}", $"⟦{number.Written}⟧", StringComparison.Ordinal)}] public partial class Net;",
                $"Layer 2 [{number.Loss.Replace("{0}", number.Shown, StringComparison.Ordinal)}]: {number.Argument} is {number.Shown}, but a finite number {number.Needed} is needed."
            )),
        ];

    private static DiagnosticCase NotPositive(
        string layers,
        string subject,
        string argument,
        string value
    ) =>
        OnLayer(
            "LG0101",
            $"{argument} of {subject}",
            layers,
            $"{subject}: {argument} is {value}, but must be at least 1; write a positive number."
        );

    private static DiagnosticCase NotPositive(
        string network,
        string layer,
        string subject,
        string argument,
        string value
    ) =>
        new(
            "LG0101",
            $"{argument} of {subject}",
            $"{network} {layer} [Flatten] [Dense(10)] [Softmax] public partial class Net;",
            $"{subject}: {argument} is {value}, but must be at least 1; write a positive number."
        );
}
