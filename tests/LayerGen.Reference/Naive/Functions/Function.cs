using System.Collections.Immutable;

namespace LayerGen.Reference.Naive.Functions;

/// <summary>A function of one number, with its derivative.</summary>
internal abstract class Function
{
    /// <summary>Every function by the name of its attribute.</summary>
    private static readonly ImmutableDictionary<string, Func<double?, Function>> Known =
        new Dictionary<string, Func<double?, Function>>
        {
            ["Relu"] = _ => new Relu(),
            ["Sigmoid"] = _ => new Sigmoid(),
            ["Tanh"] = _ => new Tanh(),
            ["LeakyRelu"] = slope => new LeakyRelu(slope ?? 0.01),
            ["Elu"] = scale => new Elu(scale ?? 1),
            ["Selu"] = _ => new Selu(),
            ["Gelu"] = _ => new Gelu(),
            ["GeluTanh"] = _ => new GeluTanh(),
            ["Silu"] = _ => new Silu(),
            ["Mish"] = _ => new Mish(),
            ["HardSwish"] = _ => new HardSwish(),
            ["HardSigmoid"] = _ => new HardSigmoid(),
            ["Softplus"] = _ => new Softplus(),
            ["Softsign"] = _ => new Softsign(),
            ["Relu6"] = _ => new Relu6(),
        }.ToImmutableDictionary();

    /// <summary>The names of all functions.</summary>
    public static ImmutableArray<string> Names { get; } =
    [.. Known.Keys.Order(StringComparer.Ordinal)];

    /// <summary>Where the derivative jumps.</summary>
    public virtual ImmutableArray<double> Kinks => [];

    /// <summary>Where the derivative is continuous and its own derivative jumps.</summary>
    public virtual ImmutableArray<double> Bends => [];

    /// <summary>The function by the name of its attribute.</summary>
    /// <param name="name">Without <c>Attribute</c>.</param>
    /// <param name="slope">What the attribute's constructor takes; its default if absent.</param>
    public static Function Named(string name, double? slope = null) =>
        Known.TryGetValue(name, out Func<double?, Function>? make)
            ? make(slope)
            : throw new InvalidOperationException($"No function is called {name}.");

    /// <summary>The function.</summary>
    public abstract double Value(double x);

    /// <summary>Its derivative; at a kink the one that its attribute documents.</summary>
    public abstract double Derivative(double x);

    /// <summary>
    /// What rounding acts on in the derivative: the largest of the terms that it is a sum of, if there is one that is larger
    /// than the sum.
    /// </summary>
    public virtual double LargestTerm(double x) => Derivative(x);
}
