namespace LayerGen;

/// <summary>
/// A two-dimensional convolution (cross-correlation) over an image:
/// <c>y[oy, ox, f] = activation(bias[f] + Σ weight[f, ky, kx, c] · x[oy·stride + ky − top, ox·stride + kx − left, c])</c>.
/// </summary>
/// <remarks>
/// <b>Shapes:</b> height × width × channels → height′ × width′ × filters, sizes by <see cref="LayerGen.Padding"/>.
/// <b>Parameters:</b> weight <c>filters × (kernelHeight · kernelWidth · channels)</c>, bias <c>filters</c>.
/// <b>Initial weights:</b> He uniform before ReLU, Glorot uniform otherwise; the bias starts at 0.
/// <b>Rounding:</b> in tiles of more than 2×2 outputs, by which a plan may compute 3×3 kernels
/// (<see cref="StageDescription.Forward"/> says so), equal patches of an image may give sums that differ by rounding, and a
/// patch of zeros one that is not quite 0. Which of equal values a maximum takes, and on which side of 0 ReLU finds a value
/// that should be 0, is then left to rounding, though it is the same in every run.
/// </remarks>
public sealed class ConvAttribute : LayerAttribute
{
    /// <summary>Declares a convolution with a square kernel.</summary>
    /// <param name="filters">Channels of the output; at least 1.</param>
    /// <param name="kernelSize">Rows and columns of the kernel in pixels; at least 1.</param>
    public ConvAttribute(int filters, int kernelSize)
        : this(filters, kernelSize, kernelSize) { }

    /// <summary>Declares a convolution with a rectangular kernel.</summary>
    /// <param name="filters">Channels of the output; at least 1.</param>
    /// <param name="kernelHeight">Rows of the kernel in pixels; at least 1.</param>
    /// <param name="kernelWidth">Columns of the kernel in pixels; at least 1.</param>
    public ConvAttribute(int filters, int kernelHeight, int kernelWidth) =>
        (Filters, KernelHeight, KernelWidth) = (filters, kernelHeight, kernelWidth);

    /// <summary>Channels of the output.</summary>
    public int Filters { get; }

    /// <summary>Rows of the kernel in pixels.</summary>
    public int KernelHeight { get; }

    /// <summary>Columns of the kernel in pixels.</summary>
    public int KernelWidth { get; }

    /// <summary>How far the kernel moves from one output to the next, on both axes, in pixels; at least 1.</summary>
    public int Stride { get; set; } = 1;

    /// <summary>What lies beyond the border of the input.</summary>
    public Padding Padding { get; set; } = Padding.Valid;

    /// <summary>The function applied to each output value.</summary>
    public Activation Activation { get; set; } = Activation.None;

    /// <summary>Whether a learned constant is added to each filter.</summary>
    public bool UseBias { get; set; } = true;

    /// <summary>Adds <c>L1 · Σ|weight|</c> to the loss; the bias is not penalised. At least 0.</summary>
    public double L1 { get; set; }

    /// <summary>Adds <c>L2 · Σ weight²</c> to the loss; the bias is not penalised. At least 0.</summary>
    public double L2 { get; set; }
}
