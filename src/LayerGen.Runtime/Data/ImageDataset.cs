using System.Collections.Immutable;

namespace LayerGen.Data;

/// <summary>
/// Images of one size with one class label each. Immutable; a part of a data set is a view that shares the pixels.
/// </summary>
public sealed class ImageDataset
{
    private readonly ReadOnlyMemory<byte> _pixels;
    private readonly ReadOnlyMemory<byte> _labels;

    /// <summary>Which of the stored images the view shows, in its order; null for all of them.</summary>
    private readonly int[]? _chosen;

    private ImageDataset(
        ImageShape shape,
        ImmutableArray<string> classNames,
        ReadOnlyMemory<byte> pixels,
        ReadOnlyMemory<byte> labels,
        int[]? chosen
    )
    {
        (Shape, ClassNames) = (shape, classNames);
        (_pixels, _labels, _chosen) = (pixels, labels, chosen);
        Count = chosen?.Length ?? labels.Length;
    }

    /// <summary>What the data set is called in reports.</summary>
    public string Name => Shape.Name;

    /// <summary>Rows of one image in pixels.</summary>
    public int Height => Shape.Height;

    /// <summary>Columns of one image in pixels.</summary>
    public int Width => Shape.Width;

    /// <summary>Values of one pixel: 1 for grey, 3 for colour.</summary>
    public int Channels => Shape.Channels;

    /// <summary>How many classes there are; labels run from 0 to one below.</summary>
    public int Classes => Shape.Classes;

    /// <summary>What the classes are called; a label is an index into them. Their numbers, if nothing else was said.</summary>
    public ImmutableArray<string> ClassNames { get; }

    /// <summary>How many images there are; at least 1.</summary>
    public int Count { get; }

    /// <summary>Bytes of one image: <c>Height · Width · Channels</c>.</summary>
    public int ImageSize => Shape.ImageSize;

    private ImageShape Shape { get; }

    /// <summary>Makes a data set over pixels and labels, which are not copied and must not change any more.</summary>
    /// <param name="name">What the data set is called in reports.</param>
    /// <param name="height">Rows of one image in pixels; at least 1.</param>
    /// <param name="width">Columns of one image in pixels; at least 1.</param>
    /// <param name="channels">Values of one pixel; at least 1.</param>
    /// <param name="classes">How many classes there are; 1 to 256.</param>
    /// <param name="pixels">One byte a value, 0 to 255, in NHWC order.</param>
    /// <param name="labels">One class an image.</param>
    /// <param name="labelsSource">What the message calls the labels if one is too large, such as their file; by default the name.</param>
    /// <returns>The data set, or a failure that names the first label that is no class.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A size is out of range.</exception>
    /// <exception cref="ArgumentException">There are no labels, or not as many pixels as the labels ask for.</exception>
    public static Result<ImageDataset> Create(
        string name,
        int height,
        int width,
        int channels,
        int classes,
        ReadOnlyMemory<byte> pixels,
        ReadOnlyMemory<byte> labels,
        string? labelsSource = null
    )
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(classes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(classes, byte.MaxValue + 1);
        if (labels.IsEmpty)
            throw new ArgumentException("There are no labels; give at least one.", nameof(labels));
        Int128 needed = (Int128)labels.Length * height * width * channels;
        if (pixels.Length != needed)
            throw new ArgumentException(
                $"{labels.Length} images of {height}×{width}×{channels} need {needed} bytes, found {pixels.Length}.",
                nameof(pixels)
            );
        int wrong =
            classes > byte.MaxValue
                ? -1
                : labels.Span.IndexOfAnyExceptInRange((byte)0, (byte)(classes - 1));
        return wrong >= 0
            ? new Failure(
                $"{labelsSource ?? name}: label {labels.Span[wrong]} at index {wrong} is no class: {classes} classes have "
                    + $"labels 0 to {classes - 1}; check the file or the number of classes."
            )
            : new ImageDataset(
                new(name, height, width, channels, classes),
                [.. Enumerable.Range(0, classes).Select(number => $"{number}")],
                pixels,
                labels,
                chosen: null
            );
    }

    /// <summary>The same images with other names for their classes; pixels are shared, not copied.</summary>
    /// <param name="classNames">One for each class.</param>
    /// <exception cref="ArgumentException">There are not as many names as classes.</exception>
    public ImageDataset WithClassNames(ImmutableArray<string> classNames) =>
        !classNames.IsDefault && classNames.Length == Classes
            ? new(Shape, classNames, _pixels, _labels, _chosen)
            : throw new ArgumentException(
                $"{Classes} classes need as many names, found {(classNames.IsDefault ? 0 : classNames.Length)}.",
                nameof(classNames)
            );

    /// <summary>The values of one image, 0 to 255, in HWC order.</summary>
    /// <param name="index">0 to <see cref="Count"/>, exclusive.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such image.</exception>
    public ReadOnlySpan<byte> Image(int index) =>
        _pixels.Span.Slice(Stored(index) * ImageSize, ImageSize);

    /// <summary>The class of one image.</summary>
    /// <param name="index">0 to <see cref="Count"/>, exclusive.</param>
    /// <exception cref="IndexOutOfRangeException">There is no such image.</exception>
    public int Label(int index) => _labels.Span[Stored(index)];

    /// <summary>A view of some images, in the order of their indices; pixels are shared, not copied.</summary>
    /// <param name="indices">Which images; each 0 to <see cref="Count"/>, exclusive. At least one; copied.</param>
    /// <exception cref="ArgumentException">There is no index, or one is out of range.</exception>
    public ImageDataset Subset(ReadOnlySpan<int> indices)
    {
        if (indices.IsEmpty)
            throw new ArgumentException(
                "A data set has at least one image; give an index.",
                nameof(indices)
            );
        int wrong = indices.IndexOfAnyExceptInRange(0, Count - 1);
        if (wrong >= 0)
            throw new ArgumentException(
                $"Index {indices[wrong]} at position {wrong} is out of range; the data set has images 0 to {Count - 1}.",
                nameof(indices)
            );
        int[] chosen = indices.ToArray();
        for (int i = 0; i < chosen.Length; i++)
            chosen[i] = Stored(chosen[i]);
        return new(Shape, ClassNames, _pixels, _labels, chosen);
    }

    /// <summary>Holds images back at random; both parts keep the order of the whole.</summary>
    /// <param name="held">How many images are held back; at least 1, and less than <see cref="Count"/>.</param>
    /// <param name="seed">The same seed chooses the same images.</param>
    /// <param name="stratified">Whether each class is held back in proportion, to within one image.</param>
    /// <returns>Two views that share no image and have all of them together.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="held"/> leaves one of the parts empty.</exception>
    public (ImageDataset Training, ImageDataset Validation) Split(
        int held,
        ulong seed,
        bool stratified = false
    )
    {
        (int[] training, int[] validation) = HoldOut.Choose(
            Count,
            held,
            seed,
            stratified ? Label : null
        );
        return (Subset(training), Subset(validation));
    }

    private int Stored(int index) => _chosen is null ? index : _chosen[index];

    private sealed record ImageShape(string Name, int Height, int Width, int Channels, int Classes)
    {
        public int ImageSize => Height * Width * Channels;
    }
}
