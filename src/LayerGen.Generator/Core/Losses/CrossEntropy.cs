namespace LayerGen.Generator.Core.Losses;

/// <summary>What the losses over exclusive classes share: words, settings and statements.</summary>
internal static class CrossEntropy
{
    public const string Name = "categorical cross-entropy";
    public const string Function = "softmax";
    public const string OfLabels = "SoftmaxCrossEntropy";
    public const string OfDistributions = "SoftTargetCrossEntropy";
    public const string LabelSmoothing = "LabelSmoothing";

    public static EquatableArray<string> Arguments(double smoothing) =>
        smoothing == 0 ? [] : [$"{LabelSmoothing} = {CSharpText.Number(smoothing)}"];

    public static EquatableArray<string> Settings(double smoothing) =>
        smoothing == 0 ? [] : [$"label smoothing {CSharpText.Number(smoothing)}"];

    /// <summary>The label, and how much of it goes to all classes alike, as arguments.</summary>
    public static string Label(double smoothing) =>
        smoothing == 0 ? "label" : $"label, {CSharpText.Number(smoothing)}d";

    /// <summary>The statements of a loss against labels.</summary>
    public static string MeasureLabels(string sampleWeight, double smoothing, string gradient) =>
        $"""
            int label = _targets.Span[sample];
            {sampleWeight}
            if (_training && _classWeights.Length != 0)
                weight *= _classWeights[label];
            loss += weight * {OfLabels}.Loss(logits, {Label(smoothing)});
            correct += {OfLabels}.IsCorrect(logits, label) ? 1 : 0;
            if (_training)
            {Indented(gradient)}
            """;

    private static string Indented(string statements) =>
        statements.IndexOf('\n') < 0
            ? $"    {statements}"
            : "{\n    " + statements.Replace("\n", "\n    ") + "\n}";
}
