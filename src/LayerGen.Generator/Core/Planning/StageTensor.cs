using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core.Planning;

/// <summary>How the numbers of a tensor start; a closed union. Compares by value.</summary>
internal abstract record Start
{
    private Start() { }

    /// <summary>Random numbers by an initialiser.</summary>
    public sealed record Random(Initialiser Initialiser) : Start;

    /// <summary>The same number everywhere.</summary>
    public sealed record Constant(float Value) : Start;
}

/// <summary>Numbers that belong to a stage and are saved with the network: learned ones, or running statistics. Compares by value.</summary>
/// <param name="Shape">Its role, such as <c>weight</c>, and its axes.</param>
/// <param name="Start">How its numbers start.</param>
/// <param name="Penalty">The penalty on it.</param>
/// <param name="IsTrained">Whether it has a gradient, by which optimizers change it.</param>
internal sealed record StageTensor(
    ParameterShape Shape,
    Start Start,
    Penalty Penalty,
    bool IsTrained
)
{
    /// <summary>Its role in Pascal case, as in names of emitted code: <c>Weight</c>.</summary>
    public string Role => char.ToUpperInvariant(Shape.Role[0]) + Shape.Role.Substring(1);
}
