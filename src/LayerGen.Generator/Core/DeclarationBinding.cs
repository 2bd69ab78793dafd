using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core;

/// <summary>Reads a network from attributes: every argument checked on its own, no shape inferred.</summary>
internal static class DeclarationBinding
{
    /// <summary>
    /// The declaration, or every error in it. Fails without an error where the C# compiler reports one already.
    /// </summary>
    public static Result<NetworkDeclaration> Bind(ClassDeclaration declaration)
    {
        Result<Shape> input = BindInput(declaration.Network);
        Result<EquatableArray<Layer>> layers = Result.Collect(
            declaration
                .Layers.Select(BindLayer)
                .Concat(declaration.Strays.Select(stray => BindStray(stray, declaration)))
        );
        return Result.Combine(
            input,
            layers,
            (shape, all) =>
                new NetworkDeclaration(declaration.Namespace, declaration.Name, shape, all)
        );
    }

    private static Result<Shape> BindInput(AttributeCall call)
    {
        string[] names = call.Has("features") ? ["features"] : ["height", "width", "channels"];
        int[] sizes = [.. names.Select(name => call.Int(name))];
        Shape shape =
            sizes.Length == 1
                ? new Shape.Features(sizes[0])
                : new Shape.Image(sizes[0], sizes[1], sizes[2]);
        return call.Checked(shape, names.Select(call.Positive)).Then(one => Limit(call, one));
    }

    private static Result<Shape> Limit(AttributeCall call, Shape shape) =>
        SizeLimit.Product(shape.Axes) is null
            ? new Result<Shape>.Failed([
                call.Error(
                    RuleIds.TooLarge,
                    "",
                    "it",
                    LayerInput.Describe(shape),
                    SizeLimit.Text(shape.Axes, "values"),
                    CSharpText.Number(SizeLimit.Values)
                ),
            ])
            : new Result<Shape>.Ok(shape);

    private static Result<Layer> BindLayer(AttributeCall call) =>
        call.IsInvalid ? new Result<Layer>.Failed([])
        : LayerCatalog.Find(call.Name) is { } kind ? kind.Bind(call)
        : Fail(call, RuleIds.UnknownLayer, LayerCatalog.Names);

    private static Result<Layer> BindStray(AttributeCall call, ClassDeclaration declaration) =>
        call.IsInvalid
            ? new Result<Layer>.Failed([])
            : Fail(call, RuleIds.SplitLayers, declaration.Name, declaration.Network.Text);

    // The number of a layer outside the list, or of an unknown one, would say nothing: the attribute alone names it.
    private static Result<Layer> Fail(
        AttributeCall call,
        string rule,
        params IEnumerable<string> words
    ) => new Result<Layer>.Failed([new(rule, call.LayerIndex, "", [call.Text, .. words])]);
}
