using System.Collections.Immutable;
using LayerGen.Reference.Naive.Functions;

namespace LayerGen.Reference.Stacks.Graphs;

/// <summary>Single layers with random settings that fit what a draft has reached.</summary>
internal sealed class GraphLayers(GraphDraft draft, Chance chance)
{
    private static readonly ImmutableArray<string> OtherFunctions =
    [
        .. Function.Names.Except(["Relu", "Sigmoid", "Tanh"]),
    ];

    private SampleShape Shape => draft.Shape;

    /// <summary>Any layer that reads one value.</summary>
    public void Anything()
    {
        List<Action> adds = [Activate, Activate, Normalise, Normalise, Dropout, Reshape];
        if (Shape.IsImage)
            adds.AddRange([() => Conv(), () => Conv(), () => Conv(), Depthwise, Pool, UpSample]);
        else
            adds.AddRange([() => Dense(), () => Dense()]);
        chance.Pick<Action>([.. adds])();
    }

    /// <summary>Any layer that keeps the shape.</summary>
    public void Keep()
    {
        List<Action> adds = [Activate, Normalise, Normalise, Dropout];
        if (Shape.IsImage)
            adds.AddRange([SameConv, SameConv, SameConv, SamePool]);
        else
            adds.AddRange([() => Dense(Shape.Size), () => Dense(Shape.Size)]);
        chance.Pick<Action>([.. adds])();
    }

    /// <summary>A convolution that keeps rows and columns.</summary>
    public void SameConv() => SameConv(Shape.Channels);

    public void SameConv(int filters) =>
        draft.TryAdd(
            new StackLayer.Conv(filters, chance.Pick(1, 3, 3), chance.Pick(1, 3, 3, 5))
            {
                Padding = Padding.Same,
                Groups = GroupsFor(filters),
                Activation = AnyActivation(),
                UseBias = !chance.Happens(0.3),
                L2 = Penalty(),
            }
        );

    public void Conv(int? filters = null, int? stride = null)
    {
        Padding padding = chance.Pick(Padding.Valid, Padding.Same, Padding.Same);
        int dilation =
            draft.Allows(GraphKind.Dilation) && chance.Happens(0.2) ? chance.Between(2, 3) : 1;
        int count = filters ?? Filters();
        StackLayer.Conv conv = new(count, Kernel(Shape.Height), Kernel(Shape.Width))
        {
            Stride = stride ?? chance.Pick(1, 1, 1, 2, 3),
            Padding = padding,
            Border =
                draft.Allows(GraphKind.Border) && chance.Happens(0.2)
                    ? new Border(Edge(), Edge(), Edge(), Edge() + 1)
                    : null,
            Dilation = dilation,
            Groups = GroupsFor(count),
            Activation = AnyActivation(),
            UseBias = !chance.Happens(0.3),
            L1 = Penalty(),
            L2 = Penalty(),
        };
        if (ShapeRules.Rows(conv, Shape).Outputs < 1 || ShapeRules.Columns(conv, Shape).Outputs < 1)
            conv = conv with { Padding = Padding.Same, Border = null };
        if (conv.Border is not null)
            conv = conv with { Padding = Padding.Valid };
        draft.TryAdd(conv);
    }

    public void Depthwise()
    {
        if (!draft.Allows(GraphKind.Depthwise))
            return;
        draft.TryAdd(
            new StackLayer.Depthwise(chance.Pick(1, 3, 3, 5), chance.Pick(3, 3, 2))
            {
                Multiplier = chance.Pick(1, 1, 1, 2, 3),
                Stride = chance.Pick(1, 1, 2),
                Padding = Padding.Same,
                Dilation = draft.Allows(GraphKind.Dilation) && chance.Happens(0.15) ? 2 : 1,
                Activation = AnyActivation(),
                UseBias = !chance.Happens(0.4),
                L2 = Penalty(),
            }
        );
    }

    public void Pool()
    {
        int height = Math.Min(chance.Pick(1, 2, 2, 3, 3, 4), Shape.Height);
        int width = Math.Min(chance.Pick(1, 2, 2, 3, 3, 4), Shape.Width);
        draft.TryAdd(
            new StackLayer.Pool(AnyPool(), height, width)
            {
                Stride = chance.Happens(0.5) ? null : chance.Between(1, 3),
                Padding =
                    draft.Allows(GraphKind.PoolPadding) && chance.Happens(0.4)
                        ? Padding.Same
                        : Padding.Valid,
            }
        );
    }

    public void GlobalPool()
    {
        if (draft.Allows(GraphKind.GlobalPool))
            draft.TryAdd(new StackLayer.GlobalPool(AnyPool()));
        else
            draft.TryAdd(new StackLayer.Flatten());
    }

    public void UpSample()
    {
        if (draft.Allows(GraphKind.UpSample) && Shape.Height * Shape.Width <= 64)
            draft.TryAdd(new StackLayer.UpSample(chance.Pick(2, 2, 3)));
    }

    public void Reshape()
    {
        if (!draft.Allows(GraphKind.Reshape))
            return;
        int[] divisors = [.. Enumerable.Range(1, Shape.Size).Where(part => Shape.Size % part == 0)];
        int height = chance.Pick<int>(divisors);
        int rest = Shape.Size / height;
        int width = chance.Pick<int>([.. divisors.Where(part => rest % part == 0)]);
        draft.TryAdd(
            new StackLayer.Reshape(
                chance.Happens(0.7)
                    ? SampleShape.Image(height, width, rest / width)
                    : SampleShape.Features(Shape.Size)
            )
        );
    }

    public void Dense(int? units = null)
    {
        if (Shape.IsImage)
            draft.TryAdd(new StackLayer.Flatten());
        draft.TryAdd(
            new StackLayer.Dense(
                units ?? chance.Pick(1, 2, 8, 10, 16, 17, 32, chance.Between(1, 70))
            )
            {
                Activation = AnyActivation(),
                UseBias = !chance.Happens(0.2),
                L1 = Penalty(),
                L2 = Penalty(),
            }
        );
    }

    public void Dropout() => draft.TryAdd(new StackLayer.Dropout(chance.Pick(0.1, 0.25, 0.5)));

    public void Activate()
    {
        if (draft.Allows(GraphKind.Functions) && chance.Happens(0.7))
        {
            string kind = chance.Pick<string>([.. OtherFunctions]);
            draft.TryAdd(
                new StackLayer.Elementwise(kind)
                {
                    Slope = kind == "LeakyRelu" && chance.Happens(0.5) ? 0.2 : null,
                }
            );
            return;
        }
        draft.TryAdd(
            new StackLayer.Activate(
                chance.Pick(Activation.Relu, Activation.Relu, Activation.Sigmoid, Activation.Tanh)
            )
        );
    }

    /// <summary>Any normalisation that fits, if there may be one.</summary>
    public void Normalise()
    {
        int pixels = Shape.Height * Shape.Width;
        List<StackLayer.Norm> norms = [];
        if (draft.Allows(GraphKind.BatchNorm))
        {
            norms.Add(
                new StackLayer.BatchNorm
                {
                    Momentum = chance.Pick(0.9, 0.9, 0.99, 0.5, 0),
                    HasBiasedVariance = chance.Happens(0.3),
                }
            );
        }
        // Of two values that are normalised, one is 1 and the other −1.
        if (draft.Allows(GraphKind.LayerNorm) && Shape.Channels > 2)
            norms.Add(new StackLayer.LayerNorm());
        int groups = chance.Pick<int>([
            .. Enumerable.Range(1, 8).Where(part => Shape.Channels % part == 0),
        ]);
        if (
            draft.Allows(GraphKind.GroupNorm)
            && Shape.IsImage
            && Shape.Channels / groups * pixels > 2
        )
            norms.Add(new StackLayer.GroupNorm(groups));
        if (norms.Count == 0)
            return;
        draft.TryAdd(
            chance.Pick<StackLayer.Norm>([.. norms]) with
            {
                Epsilon = chance.Pick(1e-5, 1e-5, 1e-3, 0.01),
                Scale = !chance.Happens(0.15),
                Shift = !chance.Happens(0.15),
            }
        );
    }

    /// <summary>The activation of a convolution or dense layer.</summary>
    public Activation AnyActivation() =>
        chance.Happens(0.4) ? Activation.None
        : draft.Allows(GraphKind.Functions) ? chance.Pick(Enum.GetValues<Activation>())
        : chance.Pick(Activation.Relu, Activation.Relu, Activation.Sigmoid, Activation.Tanh);

    public PoolKind AnyPool() => chance.Pick(PoolKind.Max, PoolKind.Average);

    public int Filters() => chance.Pick(1, 2, 3, 4, 6, 8, 8, 12, 16, 17, 20);

    private int GroupsFor(int filters)
    {
        int[] possible =
        [
            .. Enumerable
                .Range(2, 7)
                .Where(part => filters % part == 0 && Shape.Channels % part == 0),
        ];
        return draft.Allows(GraphKind.Groups) && possible.Length > 0 && chance.Happens(0.3)
            ? chance.Pick<int>(possible)
            : 1;
    }

    private void SamePool()
    {
        if (draft.Allows(GraphKind.PoolPadding))
            draft.TryAdd(
                new StackLayer.Pool(AnyPool(), chance.Pick(2, 3), 3)
                {
                    Stride = 1,
                    Padding = Padding.Same,
                }
            );
    }

    private int Kernel(int size) => Math.Min(chance.Pick(1, 2, 3, 3, 3, 5), Math.Max(1, size));

    private int Edge() => chance.Between(0, 2);

    private double Penalty() => chance.Happens(0.1) ? chance.Pick(0.0005, 0.01) : 0;
}
