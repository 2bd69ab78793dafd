using System.Numerics;
using System.Runtime.InteropServices;

namespace LayerGen.Augmentation;

/// <summary>A smooth random field: uniform numbers from −1 to 1, convolved with a Gaussian (0 outside), multiplied.</summary>
internal sealed class ElasticField
{
    /// <summary>Standard deviations: beyond lies less than a ten-thousandth of a Gaussian.</summary>
    private const double CutOff = 4;

    private readonly int _height;
    private readonly int _width;
    private readonly float _strength;

    /// <summary>The Gaussian at −radius to radius; adds up to 1.</summary>
    private readonly float[] _weights;

    public ElasticField(ImageChange.Elastic change, int height, int width)
    {
        (_height, _width, _strength) = (height, width, (float)change.Strength);
        int radius = (int)Math.Ceiling(CutOff * change.Smoothness);
        double[] gaussian = new double[(2 * radius) + 1];
        for (int i = 0; i < gaussian.Length; i++)
        {
            double distance = (i - radius) / change.Smoothness;
            gaussian[i] = Math.Exp(-0.5 * distance * distance);
        }
        double total = gaussian.Sum();
        _weights = [.. gaussian.Select(weight => (float)(weight / total))];
    }

    /// <summary>Draws a field.</summary>
    /// <param name="random">Gives height · width numbers, rows one after another.</param>
    /// <param name="field">height × width; overwritten.</param>
    /// <param name="half">As long; overwritten.</param>
    public void Draw(ref RandomSource random, Span<float> field, Span<float> half)
    {
        for (int i = 0; i < field.Length; i++)
            field[i] = (2 * random.NextSingle()) - 1;
        SmoothRows(field, half);
        SmoothColumns(half, field);
    }

    private void SmoothRows(ReadOnlySpan<float> from, Span<float> to)
    {
        to.Clear();
        int radius = _weights.Length / 2;
        for (int tap = Math.Max(-radius, 1 - _width); tap <= Math.Min(radius, _width - 1); tap++)
        {
            // Where pixel x + tap is inside: one piece of every row.
            (int first, int count) = (Math.Max(0, -tap), _width - Math.Abs(tap));
            for (int y = 0; y < _height; y++)
                AddScaled(
                    to.Slice((y * _width) + first, count),
                    from.Slice((y * _width) + first + tap, count),
                    _weights[tap + radius]
                );
        }
    }

    private void SmoothColumns(ReadOnlySpan<float> from, Span<float> to)
    {
        to.Clear();
        int radius = _weights.Length / 2;
        for (int tap = Math.Max(-radius, 1 - _height); tap <= Math.Min(radius, _height - 1); tap++)
        {
            (int first, int count) = (Math.Max(0, -tap), _height - Math.Abs(tap));
            AddScaled(
                to.Slice(first * _width, count * _width),
                from.Slice((first + tap) * _width, count * _width),
                _weights[tap + radius] * _strength
            );
        }
    }

    private static void AddScaled(Span<float> sum, ReadOnlySpan<float> values, float weight)
    {
        ref float total = ref MemoryMarshal.GetReference(sum);
        ref float addend = ref MemoryMarshal.GetReference(values);
        int i = 0;
        for (; i <= sum.Length - Vector<float>.Count; i += Vector<float>.Count)
            (
                Vector.LoadUnsafe(ref total, (nuint)i)
                + (weight * Vector.LoadUnsafe(ref addend, (nuint)i))
            ).StoreUnsafe(ref total, (nuint)i);
        for (; i < sum.Length; i++)
            sum[i] += weight * values[i];
    }
}
