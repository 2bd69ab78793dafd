namespace LayerGen;

/// <summary>What a convolution assumes beyond the border of its input.</summary>
public enum Padding
{
    /// <summary>
    /// Nothing: the kernel stays inside the input. Output size on each axis:
    /// <c>⌊(input − kernel) / stride⌋ + 1</c>.
    /// </summary>
    Valid,

    /// <summary>
    /// Zeros, as many as make the output size <c>⌈input / stride⌉</c> on each axis:
    /// <c>p = max(0, (output − 1) · stride + kernel − input)</c> in all, <c>⌊p / 2⌋</c> of them before the first
    /// row or column and the rest behind the last.
    /// </summary>
    Same,
}
