using static LayerGen.Generator.Core.Planning.LinearStep;

namespace LayerGen.Generator.Core.Planning;

/// <summary>
/// F(m, 3) on one axis: m sums of three terms each from m + 2 products. Inputs and weights are taken for polynomials,
/// multiplied at m + 1 points and infinity, and read back. Source: Lavin and Gray, arXiv:1509.09308, section 4; Toom and
/// Cook. Points close to 1 in size keep rounding small: the root mean square of the error of F(2×2), as part of the terms'
/// sum, is 2e-8, that of F(2×4) 3e-8, of F(4×4) 5e-8, of F(2×5) 1e-7. Compares by value.
/// </summary>
/// <param name="Outputs">The sums, m.</param>
/// <param name="Input">Bᵀ d: from m + 2 inputs to as many factors.</param>
/// <param name="Weight">G g: from three weights to as many factors.</param>
/// <param name="Output">Aᵀ m: from the products to the sums.</param>
internal sealed record WinogradTransform(
    int Outputs,
    LinearProgram Input,
    LinearProgram Weight,
    LinearProgram Output
)
{
    /// <summary>The points of F(2, 3) are 0, 1, -1, infinity.</summary>
    public static WinogradTransform Two { get; } =
        new(
            2,
            new(
                4,
                4,
                [
                    Sum("r0", (1, "d0"), (-1, "d2")),
                    Sum("r1", (1, "d1"), (1, "d2")),
                    Sum("r2", (1, "d2"), (-1, "d1")),
                    Sum("r3", (1, "d1"), (-1, "d3")),
                ]
            ),
            new(
                3,
                4,
                [
                    Sum("r0", (1, "d0")),
                    Sum("e", (1, "d0"), (1, "d2")),
                    Sum("r1", (0.5, "e"), (0.5, "d1")),
                    Sum("r2", (0.5, "e"), (-0.5, "d1")),
                    Sum("r3", (1, "d2")),
                ]
            ),
            new(
                4,
                2,
                [
                    Sum("r0", (1, "d0"), (1, "d1"), (1, "d2")),
                    Sum("r1", (1, "d1"), (-1, "d2"), (-1, "d3")),
                ]
            )
        );

    /// <summary>The points of F(4, 3) are 0, ±a, ±b, infinity.</summary>
    public static WinogradTransform Four { get; } = Paired(0.75, 1.5);

    /// <summary>The points of F(5, 3) are 0, ±a, ±b, c, infinity.</summary>
    public static WinogradTransform Five { get; } = Unpaired(0.625, 1.25, 1.5);

    /// <summary>Products for each channel and filter, m + 2.</summary>
    public int Products => Outputs + 2;

    /// <summary>The transform with so many sums.</summary>
    public static WinogradTransform Of(int outputs) =>
        outputs switch
        {
            2 => Two,
            4 => Four,
            5 => Five,
            _ => throw new ArgumentOutOfRangeException(nameof(outputs)),
        };

    private static WinogradTransform Paired(double a, double b)
    {
        (double a2, double b2) = (a * a, b * b);
        (double fa, double fb) = (2 * a2 * (a2 - b2), 2 * b2 * (b2 - a2));
        return new(
            4,
            new(6, 6, [.. PairedInputs("d", a, b)]),
            new(
                3,
                6,
                [
                    Sum("r0", (1 / (a2 * b2), "d0")),
                    .. WeightPair("e", "r1", "r2", a, fa),
                    .. WeightPair("u", "r3", "r4", b, fb),
                    Sum("r5", (1, "d2")),
                ]
            ),
            new(
                6,
                4,
                [
                    .. SumsAndDifferences,
                    Sum("r0", (1, "d0"), (1, "e"), (1, "u")),
                    Sum("r1", (a, "o"), (b, "v")),
                    Sum("r2", (a2, "e"), (b2, "u")),
                    Sum("r3", (1, "d5"), (a2 * a, "o"), (b2 * b, "v")),
                ]
            )
        );
    }

    private static WinogradTransform Unpaired(double a, double b, double c)
    {
        (double a2, double b2, double c2) = (a * a, b * b, c * c);
        // The derivatives of the polynomial of all points.
        double At(double point) =>
            point * ((point * point) - (point * point == a2 ? b2 : a2)) * 2 * point * (point - c);
        return new(
            5,
            new(
                7,
                7,
                [
                    // All points but c share the factor x - c; what remains are the points of F(4, 3).
                    .. Enumerable
                        .Range(0, 6)
                        .Select(i => Sum($"z{i}", (1, $"d{i + 1}"), (-c, $"d{i}"))),
                    .. PairedInputs("z", a, b, infinity: "r6"),
                    Sum("r5", (1, "d5"), (-(a2 + b2), "d3"), (a2 * b2, "d1")),
                ]
            ),
            new(
                3,
                7,
                [
                    Sum("r0", (1 / (a2 * b2 * -c), "d0")),
                    .. new[] { a, -a, b, -b }.Select(
                        (point, i) =>
                            Sum(
                                $"r{i + 1}",
                                (1 / At(point), "d0"),
                                (point / At(point), "d1"),
                                (point * point / At(point), "d2")
                            )
                    ),
                    Sum(
                        "r5",
                        (1 / (c * (c2 - a2) * (c2 - b2)), "d0"),
                        (1 / ((c2 - a2) * (c2 - b2)), "d1"),
                        (c / ((c2 - a2) * (c2 - b2)), "d2")
                    ),
                    Sum("r6", (1, "d2")),
                ]
            ),
            new(
                7,
                5,
                [
                    .. SumsAndDifferences,
                    Sum("r0", (1, "d0"), (1, "e"), (1, "u"), (1, "d5")),
                    Sum("r1", (a, "o"), (b, "v"), (c, "d5")),
                    Sum("r2", (a2, "e"), (b2, "u"), (c2, "d5")),
                    Sum("r3", (a2 * a, "o"), (b2 * b, "v"), (c2 * c, "d5")),
                    Sum("r4", (1, "d6"), (a2 * a2, "e"), (b2 * b2, "u"), (c2 * c2, "d5")),
                ]
            )
        );
    }

    /// <summary>Factors at 0, ±a, ±b, infinity: each is a polynomial whose roots are the other points.</summary>
    private static IEnumerable<LinearStep> PairedInputs(
        string d,
        double a,
        double b,
        string infinity = "r5"
    )
    {
        (double a2, double b2) = (a * a, b * b);
        return
        [
            Sum("r0", (1, $"{d}4"), (-(a2 + b2), $"{d}2"), (a2 * b2, $"{d}0")),
            Sum("e", (1, $"{d}4"), (-b2, $"{d}2")),
            Sum("o", (1, $"{d}3"), (-b2, $"{d}1")),
            Sum("r1", (1, "e"), (a, "o")),
            Sum("r2", (1, "e"), (-a, "o")),
            Sum("u", (1, $"{d}4"), (-a2, $"{d}2")),
            Sum("v", (1, $"{d}3"), (-a2, $"{d}1")),
            Sum("r3", (1, "u"), (b, "v")),
            Sum("r4", (1, "u"), (-b, "v")),
            Sum(infinity, (1, $"{d}5"), (-(a2 + b2), $"{d}3"), (a2 * b2, $"{d}1")),
        ];
    }

    /// <summary>(g0 ± p g1 + p² g2) / f.</summary>
    private static IEnumerable<LinearStep> WeightPair(
        string even,
        string plus,
        string minus,
        double point,
        double f
    ) =>
        [
            Sum(even, (1 / f, "d0"), (point * point / f, "d2")),
            Sum(plus, (1, even), (point / f, "d1")),
            Sum(minus, (1, even), (-point / f, "d1")),
        ];

    /// <summary>Even powers of ±a and ±b meet in e and u, odd ones in o and v.</summary>
    private static LinearStep[] SumsAndDifferences =>
        [
            Sum("e", (1, "d1"), (1, "d2")),
            Sum("o", (1, "d1"), (-1, "d2")),
            Sum("u", (1, "d3"), (1, "d4")),
            Sum("v", (1, "d3"), (-1, "d4")),
        ];
}
