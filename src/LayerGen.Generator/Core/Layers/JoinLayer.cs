namespace LayerGen.Generator.Core.Layers;

/// <summary>How values become one; the names are those of the attributes.</summary>
internal enum Joining
{
    /// <summary>Their sum.</summary>
    Add,

    /// <summary>Their product.</summary>
    Multiply,

    /// <summary>One after the other: channels, or features.</summary>
    Concat,
}

/// <summary>Joins what stands above with what is named.</summary>
/// <param name="Names">What is named, for readers.</param>
internal sealed record JoinLayer(Joining Joining, EquatableArray<string> Names) : Layer
{
    /// <summary>The parameters that name what is joined.</summary>
    public static EquatableArray<string> Others { get; } = ["first", "second", "third", "fourth"];

    public override string Stem => Joining.ToString().ToLowerInvariant();

    public override string Display => CSharpText.Call(Joining.ToString(), Names);

    public override string AttributeText =>
        CSharpText.Attribute(Joining.ToString(), Names.Select(CSharpText.Quoted));

    public static Result<Layer> Bind(Joining joining, AttributeCall call) =>
        call.Checked<Layer>(
            new JoinLayer(
                joining,
                Others
                    .Select(parameter => call.String(parameter))
                    .Where(name => name.Length > 0)
                    .ToEquatableArray()
            ),
            call.String("first").Length == 0
                ? call.Error(
                    RuleIds.UnknownName,
                    "first",
                    "\"\"",
                    "give the layer that is meant a Name"
                )
                : null
        );

    public override Result<LayerShape> Infer(LayerInput input)
    {
        (Shape Shape, string Giver)? misfit = input
            .Others.Select(other => ((Shape, string)?)other)
            .FirstOrDefault(other => !Fits(input.Shape, other!.Value.Item1));
        if (misfit is { } wrong)
            return input.Fail(
                this,
                RuleIds.ShapesDiffer,
                "first",
                LayerInput.Describe(input.Shape),
                wrong.Giver,
                LayerInput.Describe(wrong.Shape),
                Joining == Joining.Concat
                    ? "images of one height and width, or features, can be put side by side"
                    : "only equal shapes can be joined value by value"
            );
        return Joining == Joining.Concat ? Concatenated(input) : LayerShape.Free(input.Shape);
    }

    private bool Fits(Shape first, Shape other) =>
        Joining != Joining.Concat
            ? first == other
            : (first, other) switch
            {
                (Shape.Image one, Shape.Image two) => one.Height == two.Height
                    && one.Width == two.Width,
                (Shape.Features, Shape.Features) => true,
                _ => false,
            };

    private Result<LayerShape> Concatenated(LayerInput input)
    {
        Shape[] all = [input.Shape, .. input.Others.Select(other => other.Shape)];
        long last = all.Sum(shape => (long)shape.Axes[shape.Axes.Count - 1]);
        return last > SizeLimit.Values
            ? input.TooLarge(this, $"{CSharpText.Number(last)} values", SizeLimit.Values)
            : input.Limited(
                this,
                "values",
                [.. input.Shape.Axes.Take(input.Shape.Axes.Count - 1), (int)last],
                () =>
                    LayerShape.Free(
                        input.Shape is Shape.Image image
                            ? image with
                            {
                                Channels = (int)last,
                            }
                            : new Shape.Features((int)last)
                    )
            );
    }
}
