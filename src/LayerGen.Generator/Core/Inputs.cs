namespace LayerGen.Generator.Core;

/// <summary>Reads what a network takes: the shape at [Network], or several [Input] attributes.</summary>
internal static class Inputs
{
    /// <summary>The name of the attribute that declares one of several inputs.</summary>
    public const string Attribute = "Input";

    /// <summary>Whether an attribute declares an input.</summary>
    public static bool IsInput(AttributeCall call) => call.Name == Attribute;

    public static Result<EquatableArray<NetworkInput>> Bind(ClassDeclaration declaration)
    {
        AttributeCall network = declaration.Network;
        AttributeCall[] declared = [.. declaration.Layers.Where(IsInput)];
        if (network.IsInvalid)
            return new Result<EquatableArray<NetworkInput>>.Failed([]);
        bool hasShape = network.Has("features") || network.Has("height");
        if (!hasShape && declared.Length == 0)
            return Fail(network.Error(RuleIds.NoInput, ""));
        if (hasShape && declared.Length > 0)
            return Fail(declared[0].Error(RuleIds.InputTwice, "", network.Text));
        if (hasShape)
            return ShapeOf(network)
                .Map(shape => new EquatableArray<NetworkInput>([NetworkInput.Only(shape)]));
        return Result
            .Collect(
                declared.Select(
                    (call, i) =>
                        declared.Take(i).Any(other => other.String("name") == call.String("name"))
                            ? new Result<NetworkInput>.Failed([
                                call.Error(
                                    RuleIds.NameTwice,
                                    "name",
                                    CSharpText.Quoted(call.String("name"))
                                ),
                            ])
                            : ShapeOf(call)
                                .Map(shape => new NetworkInput(
                                    call.String("name"),
                                    shape,
                                    call.Text
                                ))
                )
            )
            .Then(inputs => WithinTotal(inputs, network));
    }

    private static Result<EquatableArray<NetworkInput>> Fail(DeclarationError error) =>
        new Result<EquatableArray<NetworkInput>>.Failed([error]);

    private static Result<EquatableArray<NetworkInput>> WithinTotal(
        EquatableArray<NetworkInput> inputs,
        AttributeCall network
    )
    {
        long total = inputs.Sum(input => (long)input.Shape.Size);
        return total > SizeLimit.Values
            ? Fail(
                network.Error(
                    RuleIds.TooLarge,
                    "",
                    "it",
                    "all inputs together",
                    $"{CSharpText.Number(total)} values",
                    CSharpText.Number(SizeLimit.Values)
                )
            )
            : new Result<EquatableArray<NetworkInput>>.Ok(inputs);
    }

    private static Result<Shape> ShapeOf(AttributeCall call)
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
}
