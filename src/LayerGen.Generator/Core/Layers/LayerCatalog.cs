using LayerGen.Generator.Core.Losses;

namespace LayerGen.Generator.Core.Layers;

/// <summary>A layer attribute that the generator knows.</summary>
/// <param name="Attribute">The attribute's name without <c>Attribute</c>.</param>
/// <param name="Bind">Reads and checks its arguments.</param>
internal sealed record LayerKind(string Attribute, Func<AttributeCall, Result<Layer>> Bind)
{
    /// <summary>The parameters that name what the layer reads beside what stands above it.</summary>
    public EquatableArray<string> Others { get; init; }
}

/// <summary>Every layer attribute: one line each.</summary>
internal static class LayerCatalog
{
    public static EquatableArray<LayerKind> Kinds { get; } =
    [
        new("Conv", ConvLayer.Bind),
        new("MaxPool", call => PoolLayer.Bind(Pooling.Max, call)),
        new("AvgPool", call => PoolLayer.Bind(Pooling.Average, call)),
        new("GlobalMaxPool", call => GlobalPoolLayer.Bind(Pooling.Max, call)),
        new("GlobalAvgPool", call => GlobalPoolLayer.Bind(Pooling.Average, call)),
        new("UpSample", UpSampleLayer.Bind),
        new("Flatten", FlattenLayer.Bind),
        new("Reshape", ReshapeLayer.Bind),
        new("Dense", DenseLayer.Bind),
        new("Dropout", DropoutLayer.Bind),
        new("BatchNorm", BatchNormLayer.Bind),
        new("Relu", call => ActivationLayer.Bind(Activation.Relu, call)),
        new("Sigmoid", call => ActivationLayer.Bind(Activation.Sigmoid, call)),
        new("Tanh", call => ActivationLayer.Bind(Activation.Tanh, call)),
        new("Add", call => JoinLayer.Bind(Joining.Add, call)) { Others = JoinLayer.Others },
        new("Multiply", call => JoinLayer.Bind(Joining.Multiply, call))
        {
            Others = JoinLayer.Others,
        },
        new("Concat", call => JoinLayer.Bind(Joining.Concat, call)) { Others = JoinLayer.Others },
        .. LossCatalog.Kinds.Select(kind => new LayerKind(
            kind.Attribute,
            call => LossLayer.Bind(kind, call)
        )),
    ];

    /// <summary>The attributes as messages list them: <c>[Conv], [MaxPool]</c>.</summary>
    public static string Names =>
        string.Join(", ", Kinds.Select(kind => CSharpText.Attribute(kind.Attribute)));

    /// <summary>The kind with this attribute name, or null.</summary>
    public static LayerKind? Find(string attribute) =>
        Kinds.FirstOrDefault(kind => kind.Attribute == attribute);
}
