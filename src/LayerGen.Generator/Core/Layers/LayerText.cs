namespace LayerGen.Generator.Core.Layers;

/// <summary>The words that layer kinds share in attributes, tables and messages; the usual setting is left unsaid.</summary>
internal static class LayerText
{
    /// <summary><c>Layer 3 [Conv(8, 3)]</c>; in a block <c>Layer 3 [Residual(8)], in it [Conv(8, 3)]</c>.</summary>
    public static string Subject(int layerIndex, string attribute, string use = "") =>
        use.Length == 0
            ? $"{Number(layerIndex)} {attribute}"
            : $"{Number(layerIndex)} {use}, in it {attribute}";

    /// <summary><c>Layer 3</c>: layers count from 1 in messages.</summary>
    public static string Number(int layerIndex) => $"Layer {CSharpText.Number(layerIndex + 1)}";

    /// <summary><c>3</c> for a square, <c>3, 5</c> otherwise.</summary>
    public static string Arguments(Size2 size) =>
        size.Height == size.Width
            ? CSharpText.Number(size.Height)
            : $"{CSharpText.Number(size.Height)}, {CSharpText.Number(size.Width)}";

    public static string Stride(Size2 stride, Size2 usual) =>
        stride == usual ? "" : $"Stride = {CSharpText.Number(stride.Height)}";

    public static string StrideWords(Size2 stride, Size2 usual) =>
        stride == usual ? "" : $"stride {CSharpText.Number(stride.Height)}";

    public static string Property<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        EqualityComparer<TEnum>.Default.Equals(value, default)
            ? ""
            : $"{typeof(TEnum).Name} = {typeof(TEnum).Name}.{value}";

    public static string Words<TEnum>(TEnum value)
        where TEnum : struct, Enum =>
        EqualityComparer<TEnum>.Default.Equals(value, default) ? "" : value.ToString();

    public static string UseBias(bool useBias) => useBias ? "" : "UseBias = false";

    public static string UseBiasWords(bool useBias) => useBias ? "" : "no bias";

    public static string Property(string name, double value) =>
        value == 0 ? "" : $"{name} = {CSharpText.Number(value)}";

    public static string Words(string name, double value) =>
        value == 0 ? "" : $"{name} {CSharpText.Number(value)}";
}
