using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core;

/// <summary>Finds every shape of a declared network.</summary>
internal static class ShapeInference
{
    /// <summary>
    /// The graph, or what is wrong: every misplaced layer, and the first layer whose input does not fit. Later layers
    /// would only repeat that error in other words.
    /// </summary>
    public static Result<ShapedGraph> Infer(NetworkDeclaration declaration)
    {
        EquatableArray<DeclarationError> misplaced = LayerOrder.Check(declaration.Layers);
        return InferLayers(declaration) switch
        {
            Result<EquatableArray<ShapedLayer>>.Failed(var errors) =>
                new Result<ShapedGraph>.Failed(
                    errors.Concat(misplaced).OrderBy(error => error.LayerIndex).ToEquatableArray()
                ),
            Result<EquatableArray<ShapedLayer>>.Ok when misplaced.Count > 0 =>
                new Result<ShapedGraph>.Failed(misplaced),
            Result<EquatableArray<ShapedLayer>>.Ok(var layers) => new Result<ShapedGraph>.Ok(
                new(declaration.Namespace, declaration.ClassName, declaration.Inputs, layers)
            ),
            _ => throw new InvalidOperationException("Result is a closed union."),
        };
    }

    private static Result<EquatableArray<ShapedLayer>> InferLayers(NetworkDeclaration declaration)
    {
        List<ShapedLayer> shaped = [];
        foreach (LayerUse use in declaration.Layers)
        {
            LayerInput input = InputOf(declaration, use, shaped);
            Result<LayerShape> answer = use
                .Layer.Infer(input)
                .Then(own => WithinTotals(shaped, use.Layer, input, own));
            if (answer is not Result<LayerShape>.Ok(var own))
                return new Result<EquatableArray<ShapedLayer>>.Failed(answer.Errors);
            shaped.Add(
                new(
                    NameOf(use, declaration.Layers.Take(shaped.Count)),
                    use.Layer,
                    use.Sources,
                    input.Shape,
                    own.Output,
                    own.Parameters,
                    own.MultiplyAdds
                )
            );
        }
        return new Result<EquatableArray<ShapedLayer>>.Ok(shaped.ToEquatableArray());
    }

    private static LayerInput InputOf(
        NetworkDeclaration declaration,
        LayerUse use,
        List<ShapedLayer> shaped
    )
    {
        (Shape Shape, string Giver)[] sources =
        [
            .. use.Sources.Select(source =>
                source < 0
                    ? (declaration.Inputs[-1 - source].Shape, declaration.Inputs[-1 - source].Text)
                    : (shaped[source].Output, shaped[source].Layer.AttributeText)
            ),
        ];
        return new(use.Index, sources[0].Shape, sources[0].Giver, declaration.Inputs[0].Shape)
        {
            Others = sources.Skip(1).ToEquatableArray(),
            Use = use.Use,
        };
    }

    /// <summary>Kind and number, counted in the network or in the use of the block.</summary>
    private static string NameOf(LayerUse use, IEnumerable<LayerUse> before) =>
        use.Prefix
        + use.Layer.Stem
        + CSharpText.Number(
            before.Count(other => other.Prefix == use.Prefix && other.Layer.Stem == use.Layer.Stem)
                + 1
        );

    private static Result<LayerShape> WithinTotals(
        List<ShapedLayer> before,
        Layer layer,
        LayerInput input,
        LayerShape own
    )
    {
        long parameters =
            before.Sum(other => (long)other.ParameterCount)
            + own.Parameters.Sum(parameter => (long)parameter.Size);
        long multiplyAdds = before.Sum(other => other.MultiplyAdds) + own.MultiplyAdds;
        return parameters > SizeLimit.Values
                ? input.TooLarge(
                    layer,
                    $"{CSharpText.Number(parameters)} learned numbers so far",
                    SizeLimit.Values
                )
            : multiplyAdds > SizeLimit.MultiplyAdds
                ? input.TooLarge(
                    layer,
                    $"{CSharpText.Number(multiplyAdds)} multiply-adds so far",
                    SizeLimit.MultiplyAdds
                )
            : new Result<LayerShape>.Ok(own);
    }
}
