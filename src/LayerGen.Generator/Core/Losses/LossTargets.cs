namespace LayerGen.Generator.Core.Losses;

/// <summary>A kind of targets: how a network takes, checks and keeps them. Compares by value.</summary>
/// <param name="Type">The type that callers give, without <c>global::</c>.</param>
/// <param name="Interface">The interface of networks that take them, without <c>global::</c>.</param>
/// <param name="Field">The type that is kept while a batch runs.</param>
/// <param name="Check">The statement that refuses targets which do not fit.</param>
/// <param name="Kept">What is kept of <c>targets</c>, as an expression.</param>
internal sealed record LossTargets(
    string Type,
    string Interface,
    string Field,
    string Check,
    string Kept
)
{
    private const string Matrix = "MathNet.Numerics.LinearAlgebra.Single.DenseMatrix";

    /// <summary>One label a sample.</summary>
    public static LossTargets Labels { get; } =
        new(
            "System.ReadOnlyMemory<int>",
            "LayerGen.INetwork<global::System.ReadOnlyMemory<int>>",
            "global::System.ReadOnlyMemory<int>",
            "BatchCheck.Labels(targets.Span, OutputSize, batch);",
            "targets"
        );

    /// <summary>For each output a number of 0 to 1.</summary>
    public static LossTargets Answers { get; } =
        OfMatrix($"LayerGen.INetwork<global::{Matrix}>", "Targets");

    /// <summary>For each sample a distribution over the outputs.</summary>
    public static LossTargets Distributions { get; } =
        OfMatrix("LayerGen.ISoftTargetNetwork", "Distributions");

    /// <summary>For each output any finite number.</summary>
    public static LossTargets Values { get; } = OfMatrix("LayerGen.IRegressionNetwork", "Values");

    /// <summary>Every kind.</summary>
    public static EquatableArray<LossTargets> All { get; } =
    [Labels, Answers, Distributions, Values];

    private static LossTargets OfMatrix(string type, string check) =>
        new(
            Matrix,
            type,
            "float[]",
            $"BatchCheck.{check}(targets, OutputSize, batch);",
            "targets.Values"
        );
}
