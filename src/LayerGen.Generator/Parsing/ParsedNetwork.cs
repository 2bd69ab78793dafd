using LayerGen.Generator.Core;

namespace LayerGen.Generator.Parsing;

/// <summary>What parsing found under one [Network]. Compares by value; holds nothing of the compiler's.</summary>
/// <param name="ClassErrors">What is wrong with the class itself; independent of its layers.</param>
/// <param name="Declaration">The network, or what is wrong with its attributes.</param>
/// <param name="Spans">Where everything stands.</param>
internal sealed record ParsedNetwork(
    EquatableArray<DeclarationError> ClassErrors,
    Result<NetworkDeclaration> Declaration,
    DeclarationSpans Spans
)
{
    /// <summary>The network if code can be made for it; free of positions.</summary>
    public Result<NetworkDeclaration> Emittable =>
        ClassErrors.Count == 0
            ? Declaration
            : new Result<NetworkDeclaration>.Failed(
                ClassErrors.Concat(Declaration.Errors).ToEquatableArray()
            );

    /// <summary>Every error of the class, its attributes and its shapes.</summary>
    public EquatableArray<DeclarationError> Errors =>
        ClassErrors.Concat(Declaration.Then(ShapeInference.Infer).Errors).ToEquatableArray();
}
