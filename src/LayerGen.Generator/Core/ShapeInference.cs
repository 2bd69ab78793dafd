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
                new(declaration.Namespace, declaration.ClassName, declaration.Input, layers)
            ),
            _ => throw new InvalidOperationException("Result is a closed union."),
        };
    }

    private static Result<EquatableArray<ShapedLayer>> InferLayers(NetworkDeclaration declaration)
    {
        List<ShapedLayer> shaped = [];
        Shape shape = declaration.Input;
        string giver = InputText(declaration.Input);
        for (int index = 0; index < declaration.Layers.Count; index++)
        {
            Layer layer = declaration.Layers[index];
            LayerInput input = new(index, shape, giver, declaration.Input);
            Result<LayerShape> answer = layer
                .Infer(input)
                .Then(own => WithinTotals(shaped, layer, input, own));
            switch (answer)
            {
                case Result<LayerShape>.Ok(var own):
                    shaped.Add(
                        new(
                            NameOf(layer, shaped),
                            layer,
                            [index - 1],
                            shape,
                            own.Output,
                            own.Parameters,
                            own.MultiplyAdds
                        )
                    );
                    (shape, giver) = (own.Output, layer.AttributeText);
                    break;
                case Result<LayerShape>.Failed(var errors):
                    return new Result<EquatableArray<ShapedLayer>>.Failed(errors);
            }
        }
        return new Result<EquatableArray<ShapedLayer>>.Ok(shaped.ToEquatableArray());
    }

    private static string NameOf(Layer layer, List<ShapedLayer> before) =>
        layer.Stem + CSharpText.Number(before.Count(other => other.Layer.Stem == layer.Stem) + 1);

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

    private static string InputText(Shape input) =>
        CSharpText.Attribute("Network", input.Axes.Select(axis => CSharpText.Number(axis)));
}
