using LayerGen.Generator.Core.Layers;

namespace LayerGen.Generator.Core;

/// <summary>What reaches a layer, with the words that explain it. Compares by value.</summary>
/// <param name="Index">The layer's place, counted from 0.</param>
/// <param name="Shape">The shape that reaches it.</param>
/// <param name="Giver">The attribute that the shape comes from: <c>[Dense(10)]</c>.</param>
/// <param name="NetworkInput">The shape of one sample of the network.</param>
internal sealed record LayerInput(int Index, Shape Shape, string Giver, Shape NetworkInput)
{
    /// <summary>What else reaches it, for a layer that joins.</summary>
    public EquatableArray<(Shape Shape, string Giver)> Others { get; init; }

    /// <summary>How messages name the use of the block that the layer stands in; empty for none.</summary>
    public string Use { get; init; } = "";

    /// <summary>Goes on with the image that reaches the layer; features are an error.</summary>
    public Result<LayerShape> Image(Layer layer, Func<Shape.Image, Result<LayerShape>> next) =>
        Shape switch
        {
            Shape.Image image => next(image),
            Shape.Features features => Fail(
                layer,
                RuleIds.NeedsImage,
                "",
                Describe(features),
                // Only Flatten turns an image into features, so where the network starts with one it stands before.
                NetworkInput is Shape.Image
                    ? "move it before [Flatten]"
                    : "declare images with [Network(height, width, channels)]"
            ),
            _ => throw new InvalidOperationException("Shape is a closed union."),
        };

    /// <summary>Goes on with the features that reach the layer; an image is an error.</summary>
    public Result<LayerShape> Features(Layer layer, Func<int, Result<LayerShape>> next) =>
        Shape switch
        {
            Shape.Features(var count) => next(count),
            Shape.Image image => Fail(layer, RuleIds.NeedsFeatures, "", Describe(image)),
            _ => throw new InvalidOperationException("Shape is a closed union."),
        };

    /// <summary>Fails when a window does not fit into the image.</summary>
    public Result<LayerShape> Fits(
        Layer layer,
        Size2 window,
        SizeArguments arguments,
        string what,
        string remedy,
        Shape.Image image,
        Func<Result<LayerShape>> next
    ) =>
        window.Height <= image.Height && window.Width <= image.Width
            ? next()
            : Fail(
                layer,
                RuleIds.WindowTooLarge,
                arguments.Blame(window, image),
                what,
                window.ToString(),
                Describe(image),
                remedy
            );

    /// <summary>Fails when the layer would learn more numbers, or give more, than a network may have.</summary>
    public Result<LayerShape> Limited(
        Layer layer,
        string what,
        IReadOnlyList<int> axes,
        Func<Result<LayerShape>> next
    ) =>
        SizeLimit.Product(axes) is null
            ? TooLarge(layer, SizeLimit.Text(axes, what), SizeLimit.Values)
            : next();

    public Result<LayerShape> TooLarge(Layer layer, string found, long limit) =>
        Fail(layer, RuleIds.TooLarge, "", Describe(Shape), found, CSharpText.Number(limit));

    public Result<LayerShape> Fail(
        Layer layer,
        string rule,
        string argument,
        params IEnumerable<string> words
    ) =>
        new Result<LayerShape>.Failed([
            new(
                rule,
                Index,
                argument,
                [LayerText.Subject(Index, layer.AttributeText, Use), Giver, .. words]
            ),
        ]);

    /// <summary><c>an image of 5×5×64</c>, <c>10 features</c>.</summary>
    public static string Describe(Shape shape) =>
        shape switch
        {
            Shape.Image => $"an image of {shape}",
            Shape.Features(1) => "1 feature",
            Shape.Features => $"{shape} features",
            _ => throw new InvalidOperationException("Shape is a closed union."),
        };
}
