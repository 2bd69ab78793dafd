namespace LayerGen.Generator.Core.Losses;

/// <summary>An attribute that ends a network with a loss.</summary>
/// <param name="Attribute">The attribute's name without <c>Attribute</c>.</param>
/// <param name="Task">What a network is for that ends with it.</param>
/// <param name="Bind">Reads and checks its arguments.</param>
internal sealed record LossKind(
    string Attribute,
    LossTask Task,
    Func<AttributeCall, Result<Loss>> Bind
);

/// <summary>Every attribute that is a loss and nothing else: one line each.</summary>
internal static class LossCatalog
{
    public static EquatableArray<LossKind> Kinds { get; } =
    [
        new("Softmax", LossTask.Classification, SoftmaxLoss.Bind),
        new("CrossEntropy", LossTask.Classification, CrossEntropyLoss.Bind),
        new("BinaryCrossEntropy", LossTask.MultiLabel, BinaryCrossEntropyLoss.Bind),
        new("MeanSquaredError", LossTask.Regression, MeanSquaredErrorLoss.Bind),
        new("MeanAbsoluteError", LossTask.Regression, MeanAbsoluteErrorLoss.Bind),
        new("Huber", LossTask.Regression, HuberLoss.Bind),
    ];

    /// <summary>The ends that a network can have, as messages list them.</summary>
    public static string Ends =>
        $"{Names(LossTask.Classification)} for exclusive classes, [Sigmoid] (or Activation = Activation.Sigmoid on a last "
        + $"[Dense]) or {Names(LossTask.MultiLabel)} for yes-or-no answers, {Names(LossTask.Regression)} for numbers";

    private static string Names(LossTask task) =>
        string.Join(
            " or ",
            Kinds
                .Where(kind => kind.Task == task)
                .Select(kind => CSharpText.Attribute(kind.Attribute))
        );
}
