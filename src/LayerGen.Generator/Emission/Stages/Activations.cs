using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>Activations and their derivatives as emitted code: the one place of both formulas.</summary>
internal static class Activations
{
    /// <summary>The activation of a vector expression.</summary>
    public static string Apply(Activation activation, string expression) =>
        activation == Activation.None
            ? expression.Contains(' ')
                ? $"({expression})"
                : expression
            : $"{activation}({expression})";

    /// <summary>
    /// Whether an activation has a loop of its own, over sums in memory: its constants need so many registers that the sums
    /// of a product would be moved to memory and back in every step.
    /// </summary>
    public static bool IsSeparate(Activation activation) =>
        activation is Activation.Sigmoid or Activation.Tanh;

    /// <summary>The activation of a sum in a register, or the sum alone if a loop of its own follows.</summary>
    public static string ApplyToSum(Activation activation, string expression) =>
        Apply(IsSeparate(activation) ? Activation.None : activation, expression);

    /// <summary>A call of an activation's own loop.</summary>
    /// <param name="activation">One with a loop of its own.</param>
    /// <param name="first">A reference to the first value.</param>
    /// <param name="length">How many; what follows up to a whole vector is changed too.</param>
    public static string OverAll(Activation activation, string first, int length) =>
        $"{activation}All({first}, {length});";

    /// <summary>
    /// A gradient times the derivative, taken from the activation's own value: ReLU [y &gt; 0], sigmoid y(1 − y),
    /// tanh 1 − y²; for vectors of type <paramref name="v"/>. NaN stays NaN.
    /// </summary>
    public static string VectorGradient(
        string v,
        Activation activation,
        string gradient,
        string value
    ) =>
        activation switch
        {
            Activation.Relu =>
                $"{v}.ConditionalSelect({v}.LessThanOrEqual({value}, {v}<float>.Zero), {v}<float>.Zero, {gradient})",
            Activation.Sigmoid => $"({gradient} * {value} * ({v}<float>.One - {value}))",
            Activation.Tanh => $"({gradient} * ({v}<float>.One - ({value} * {value})))",
            _ => gradient,
        };

    /// <summary>A kernel that turns the gradient of an activation's output into that of its input, in place.</summary>
    public static Kernel GradientKernel(Activation activation) =>
        new(
            $"{activation}Gradient",
            "nint length, ref float output, ref float gradient",
            $"Multiplies a gradient by the derivative of {Formula(activation)}, taken from its output.",
            (writer, width) =>
            {
                string v = width.Name;
                writer.Open($"for (nint i = 0; i < length; i += {width.Lanes})");
                writer.Write($"var y = {v}.LoadUnsafe(ref Unsafe.Add(ref output, i));");
                writer.Write($"var d = {v}.LoadUnsafe(ref Unsafe.Add(ref gradient, i));");
                writer.Write(
                    $"{VectorGradient(v, activation, "d", "y")}.StoreUnsafe(ref Unsafe.Add(ref gradient, i));"
                );
                writer.Close();
            }
        );

    /// <summary>Writes the vector functions that the stages use.</summary>
    public static void WriteFunctions(
        SourceWriter writer,
        VectorWidth width,
        IReadOnlyCollection<Activation> used
    )
    {
        string v = width.Name;
        if (used.Contains(Activation.Sigmoid) || used.Contains(Activation.Tanh))
            WriteExponential(writer, v);
        foreach (Activation activation in used.OrderBy(activation => activation))
        {
            writer.Write("");
            writer.Write($"/// <summary>{Formula(activation)}; NaN stays NaN.</summary>");
            writer.Write("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
            writer.Open($"private static {v}<float> {activation}({v}<float> x)");
            WriteFormula(writer, v, activation);
            writer.Close();
            if (IsSeparate(activation))
                WriteSeparate(writer, width, activation);
        }
    }

    private static void WriteSeparate(SourceWriter writer, VectorWidth width, Activation activation)
    {
        writer.Write("");
        writer.Write(
            $"/// <summary>{Formula(activation)} of values in place, after the product that made them: their sums need all registers.</summary>"
        );
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open($"private static void {activation}All(ref float values, nint length)");
        writer.Open($"for (nint i = 0; i < length; i += {width.Lanes})");
        writer.Write("ref float value = ref Unsafe.Add(ref values, i);");
        writer.Write($"{activation}({width.Name}.LoadUnsafe(ref value)).StoreUnsafe(ref value);");
        writer.Close();
        writer.Close();
    }

    /// <summary>
    /// The platform's vector exponential works in double precision, several times as long as a float needs.
    /// Cody and Waite's reduction leaves |r| ≤ ln 2 / 2, where the first neglected term of the Taylor series,
    /// r⁸ / 8!, is below 6e-9: a tenth of a float's rounding.
    /// </summary>
    private static void WriteExponential(SourceWriter writer, string v)
    {
        writer.Write("");
        writer.Write(
            "/// <summary>eˣ = 2ⁿ eʳ with n = round(x / ln 2), for x held between −87 and 88; NaN stays NaN.</summary>"
        );
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        writer.Open($"private static {v}<float> Exp({v}<float> x)");
        writer.Write(
            $"""
            x = {v}.ConditionalSelect({v}.LessThan(x, {v}.Create(-87f)), {v}.Create(-87f), x);
            x = {v}.ConditionalSelect({v}.GreaterThan(x, {v}.Create(88f)), {v}.Create(88f), x);
            var n = {v}.Floor({v}.MultiplyAddEstimate(x, {v}.Create(1.44269504f), {v}.Create(0.5f)));
            var r = {v}.MultiplyAddEstimate(n, {v}.Create(-0.693359375f), x); // ln 2 in two parts: the first times n is exact
            r = {v}.MultiplyAddEstimate(n, {v}.Create(2.12194440e-4f), r);
            var series = {v}.MultiplyAddEstimate(r, {v}.Create(1f / 5040f), {v}.Create(1f / 720f));
            series = {v}.MultiplyAddEstimate(r, series, {v}.Create(1f / 120f));
            series = {v}.MultiplyAddEstimate(r, series, {v}.Create(1f / 24f));
            series = {v}.MultiplyAddEstimate(r, series, {v}.Create(1f / 6f));
            series = {v}.MultiplyAddEstimate(r, series, {v}.Create(0.5f));
            series = {v}.MultiplyAddEstimate(r, series, {v}<float>.One);
            series = {v}.MultiplyAddEstimate(r, series, {v}<float>.One);
            var power = ({v}.ConvertToInt32Native(n) + {v}.Create(127)) << 23; // the exponent bits of 2ⁿ
            return series * power.AsSingle();
            """
        );
        writer.Close();
    }

    private static void WriteFormula(SourceWriter writer, string v, Activation activation)
    {
        switch (activation)
        {
            case Activation.Relu:
                writer.Write(
                    $"return {v}.ConditionalSelect({v}.LessThan(x, {v}<float>.Zero), {v}<float>.Zero, x);"
                );
                break;
            case Activation.Sigmoid:
                writer.Write($"return {v}<float>.One / ({v}<float>.One + Exp(-x));");
                break;
            default:
                // 1 − 2 / (e²ˣ + 1) loses the digits of small values, for which the odd Taylor series is exact to
                // rounding: its first neglected term at 0.25 is below 4e-9 of the value.
                writer.Write(
                    $"""
                    var one = {v}<float>.One;
                    var square = x * x;
                    var series = {v}.MultiplyAddEstimate(square, {v}.Create(62f / 2835f), {v}.Create(-17f / 315f));
                    series = {v}.MultiplyAddEstimate(square, series, {v}.Create(2f / 15f));
                    series = {v}.MultiplyAddEstimate(square, series, {v}.Create(-1f / 3f));
                    series = {v}.MultiplyAddEstimate(square * x, series, x);
                    var closed = one - ({v}.Create(2f) / (Exp(x + x) + one));
                    return {v}.ConditionalSelect({v}.LessThan(square, {v}.Create(0.0625f)), series, closed);
                    """
                );
                break;
        }
    }

    private static string Formula(Activation activation) =>
        activation switch
        {
            Activation.Relu => "max(0, x)",
            Activation.Sigmoid => "1 / (1 + e⁻ˣ)",
            _ => "tanh(x)",
        };
}
