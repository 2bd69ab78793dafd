namespace LayerGen.Generator.Core;

/// <summary>
/// The one place of the output-size formulas: how a window of some size and stride slides along one axis.
/// </summary>
/// <param name="Output">How many positions the window takes.</param>
/// <param name="PadBefore">Zeros assumed before the first value.</param>
/// <param name="PadAfter">Zeros assumed behind the last value.</param>
internal readonly record struct Window(int Output, int PadBefore, int PadAfter)
{
    /// <summary>Output <c>⌊(input − size) / stride⌋ + 1</c>; needs <c>size ≤ input</c>.</summary>
    public static Window Valid(int input, int size, int stride) =>
        new(((input - size) / stride) + 1, 0, 0);

    /// <summary>
    /// Output <c>⌈input / stride⌉</c>; zeros <c>max(0, (output − 1) · stride + size − input)</c>, the smaller half first.
    /// </summary>
    public static Window Same(int input, int size, int stride)
    {
        int output = ((input - 1) / stride) + 1;
        int padding = Math.Max(0, ((output - 1) * stride) + size - input);
        return new(output, padding / 2, padding - (padding / 2));
    }
}
