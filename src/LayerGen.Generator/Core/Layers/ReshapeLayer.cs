namespace LayerGen.Generator.Core.Layers;

/// <summary>Reads the same values in another shape.</summary>
internal sealed record ReshapeLayer(Shape Shape) : Layer
{
    public override string Stem => "reshape";

    public override string Display => CSharpText.Call("Reshape", Shape.ToString()!);

    public override string AttributeText =>
        CSharpText.Attribute("Reshape", Shape.Axes.Select(axis => CSharpText.Number(axis)));

    public static Result<Layer> Bind(AttributeCall call)
    {
        string[] names = call.Has("features") ? ["features"] : ["height", "width", "channels"];
        int[] sizes = [.. names.Select(name => call.Int(name))];
        return call.Checked<Layer>(
            new ReshapeLayer(
                sizes.Length == 1
                    ? new Shape.Features(sizes[0])
                    : new Shape.Image(sizes[0], sizes[1], sizes[2])
            ),
            names.Select(call.Positive)
        );
    }

    public override Result<LayerShape> Infer(LayerInput input) =>
        SizeLimit.Product(Shape.Axes) == input.Shape.Size
            ? LayerShape.Free(Shape)
            : input.Fail(
                this,
                RuleIds.OtherSize,
                "",
                LayerInput.Describe(input.Shape),
                CSharpText.Number(input.Shape.Size),
                SizeLimit.Text(Shape.Axes, "values")
            );
}
