using System.Collections.Immutable;
using LayerGen.Data;

namespace LayerGen.Augmentation;

/// <summary>
/// The images of a source, changed at random: what an image becomes follows from the training's seed, the epoch and the
/// image's index alone, so it is the same on any number of threads, and any batch of any epoch can be repeated.
/// </summary>
/// <remarks>
/// For training; measure on the source itself. The network's threads change the images, and allocate nothing once each
/// of them has done so. Before the first epoch begins, images are changed as in epoch 0 of seed 0.
/// </remarks>
/// <typeparam name="TTargets">What the network should answer.</typeparam>
public sealed class AugmentedBatches<TTargets> : ColumnSource<TTargets>
{
    private readonly ColumnSource<TTargets> _source;
    private readonly ImageChanges _changes;
    private readonly (int Height, int Width, int Channels) _shape;

    /// <summary>For each change, its field if it is an elastic one.</summary>
    private readonly ImmutableArray<ElasticField?> _fields;
    private readonly ScratchPool _scratch;
    private ulong _seed;

    /// <summary>Makes a source over another.</summary>
    /// <param name="source">The images, in NHWC order.</param>
    /// <param name="height">Rows of an image.</param>
    /// <param name="width">Columns of an image.</param>
    /// <param name="channels">Values of a pixel.</param>
    /// <param name="changes">What is done to each image.</param>
    /// <exception cref="ArgumentException">The sizes are not those of the source's samples, or the filling is not finite.</exception>
    public AugmentedBatches(
        ColumnSource<TTargets> source,
        int height,
        int width,
        int channels,
        ImageChanges changes
    )
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(changes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(height);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(width);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(channels);
        if ((Int128)height * width * channels != source.InputSize)
            throw new ArgumentException(
                $"Images of {height}×{width}×{channels} have {(Int128)height * width * channels} numbers, "
                    + $"found samples of {source.InputSize}.",
                nameof(source)
            );
        if (!float.IsFinite(changes.Fill))
            throw new ArgumentException(
                $"Images cannot be filled with {changes.Fill}; give a finite number, such as 0.",
                nameof(changes)
            );
        (_source, _changes, _shape) = (source, changes, (height, width, channels));
        _fields =
        [
            .. changes.Sequence.Select(change =>
                change is ImageChange.Elastic elastic
                    ? new ElasticField(elastic, height, width)
                    : null
            ),
        ];
        _scratch = new(height * width, channels);
        BeginEpoch(seed: 0, epoch: 0);
    }

    /// <inheritdoc/>
    public override int Count => _source.Count;

    /// <inheritdoc/>
    public override int InputSize => _source.InputSize;

    /// <inheritdoc/>
    public override int SamplesPerItem => 1;

    /// <inheritdoc/>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="epoch"/> is negative.</exception>
    public override void BeginEpoch(ulong seed, int epoch)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(epoch);
        _source.BeginEpoch(seed, epoch);
        _seed = RandomSource.For(seed, RandomStreams.Augmentation(epoch)).NextUInt64();
    }

    /// <inheritdoc/>
    public override void LoadInputs(ReadOnlySpan<int> indices, Span<float> columns)
    {
        _source.LoadInputs(indices, columns);
        ImageScratch scratch = _scratch.Rent();
        for (int i = 0; i < indices.Length; i++)
        {
            RandomSource random = RandomSource.For(_seed, (ulong)indices[i]);
            Change(columns.Slice(i * InputSize, InputSize), ref random, scratch);
        }
        _scratch.Return(scratch);
    }

    /// <inheritdoc/>
    public override TTargets LoadTargets(ReadOnlySpan<int> indices) => _source.LoadTargets(indices);

    private void Change(Span<float> image, ref RandomSource random, ImageScratch scratch)
    {
        // Where pixels come from, as far as changes of place were drawn but not made yet.
        Affine affine = Affine.Identity;
        for (int i = 0; i < _changes.Sequence.Length; i++)
        {
            ImageChange change = _changes.Sequence[i];
            if (Affine.Draw(change, _shape.Height, _shape.Width, ref random) is { } place)
            {
                affine = affine.After(place);
                continue;
            }
            if (_fields[i] is { } field)
            {
                field.Draw(ref random, scratch.Down, scratch.Half);
                field.Draw(ref random, scratch.Right, scratch.Half);
                Move(image, affine, scratch.Down, scratch.Right, scratch);
            }
            else
            {
                Move(image, affine, [], [], scratch);
                PixelChanges.Apply(change, image, _shape, ref random);
            }
            affine = Affine.Identity;
        }
        Move(image, affine, [], [], scratch);
    }

    private void Move(
        Span<float> image,
        Affine affine,
        ReadOnlySpan<float> down,
        ReadOnlySpan<float> right,
        ImageScratch scratch
    )
    {
        if (affine == Affine.Identity && down.IsEmpty)
            return;
        image.CopyTo(scratch.Before);
        Warp.Apply(scratch.Before, image, _shape, affine, down, right, _changes.Fill);
    }
}
