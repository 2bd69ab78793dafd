using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks;

/// <summary>
/// A stack in the making: layers are added with random settings that fit the shape reached so far. What does not fit,
/// or costs too much for the naive network, is left out.
/// </summary>
internal sealed class StackDraft(Chance chance, SampleShape input)
{
    // One sample of the naive network then takes a few milliseconds.
    private const long MostMultiplyAdds = 1_200_000;

    private readonly List<StackLayer> _layers = [];
    private long _multiplyAdds;

    public SampleShape Input { get; } = input;

    public SampleShape Shape { get; private set; } = input;

    public ImmutableArray<StackLayer> Layers => [.. _layers];

    private bool Learns => _multiplyAdds > 0;

    public void Conv(
        int? filters = null,
        Padding? padding = null,
        bool isUsual = false,
        int? stride = null,
        int largest = 5
    )
    {
        if (!Shape.IsImage)
            return;
        Padding chosen = padding ?? chance.Pick(Padding.Valid, Padding.Same);
        // The usual convolution has a 3×3 kernel and moves by one pixel.
        isUsual &= chosen == Padding.Same || (Shape.Height >= 3 && Shape.Width >= 3);
        bool square = isUsual || chance.Happens(0.6);
        int height = isUsual ? 3 : Kernel(Shape.Height, chosen, largest);
        int width =
            square && (chosen == Padding.Same || height <= Shape.Width)
                ? height
                : Kernel(Shape.Width, chosen, largest);
        TryAdd(
            new StackLayer.Conv(filters ?? Filters(), height, width)
            {
                Stride = stride ?? (isUsual ? 1 : chance.Pick(1, 1, 1, 1, 2, 3)),
                Padding = chosen,
                Activation = AnyActivation(),
                UseBias = !chance.Happens(0.2),
                L1 = Penalty(),
                L2 = Penalty(),
            }
        );
    }

    public void Pool(PoolKind? kind = null, int most = 4)
    {
        if (!Shape.IsImage)
            return;
        int height = Math.Min(chance.Pick(1, 2, 2, 2, 3, 3, most), Shape.Height);
        int width = chance.Happens(0.6)
            ? Math.Min(height, Shape.Width)
            : chance.Between(1, Math.Min(most, Shape.Width));
        Add(
            new StackLayer.Pool(kind ?? AnyPool(), height, width)
            {
                Stride = chance.Happens(0.5) ? null : chance.Between(1, 4),
            }
        );
    }

    /// <summary>One window over the whole image.</summary>
    public void PoolAll()
    {
        if (Shape.IsImage)
            Add(new StackLayer.Pool(AnyPool(), Shape.Height, Shape.Width));
    }

    public void Activate() =>
        Add(
            new StackLayer.Activate(
                chance.Pick(Activation.Relu, Activation.Sigmoid, Activation.Tanh)
            )
        );

    public void Dropout() => Add(new StackLayer.Dropout(chance.Pick(0.1, 0.25, 0.5, 0.8)));

    public void Dense(int? units = null)
    {
        Flatten();
        TryAdd(Learned(units ?? chance.Pick(1, 2, 10, 16, 32, 64, chance.Between(1, 130))));
    }

    public void Flatten()
    {
        // Features may be flattened too, to no effect.
        if (Shape.IsImage || chance.Happens(0.05))
            Add(new StackLayer.Flatten());
    }

    /// <summary>Any layer that fits an image or features.</summary>
    public void Anything()
    {
        Action add = Shape.IsImage
            ? chance.Pick<Action>(
                () => Conv(),
                () => Conv(),
                () => Conv(),
                () => Pool(),
                () => Pool(),
                Activate,
                Dropout
            )
            : chance.Pick<Action>(() => Dense(), () => Dense(), Activate, Dropout);
        add();
    }

    /// <summary>The end of the network: what makes probabilities, and logits for it if there are none yet.</summary>
    public void Head(bool mayEndWithoutDense)
    {
        bool withoutDense = mayEndWithoutDense && Learns && Shape.Size <= 400;
        int outputs = chance.Pick(2, 3, 5, 10, 17, 33);
        // A sigmoid may judge every value of an image.
        if (withoutDense && chance.Happens(0.15))
        {
            Add(Sigmoid());
            return;
        }
        Flatten();
        if (withoutDense)
        {
            Add(Shape.Size > 1 && chance.Happens(0.7) ? new StackLayer.Softmax() : Sigmoid());
            return;
        }
        switch (chance.Between(0, 5))
        {
            case 0:
                Add(Learned(chance.Pick(1, outputs)) with { Activation = Activation.Sigmoid });
                break;
            case 1:
                Add(Learned(chance.Pick(1, outputs)) with { Activation = Activation.None });
                Add(Sigmoid());
                break;
            case 2:
                Add(Learned(outputs));
                if (chance.Happens(0.5))
                    Dropout();
                Add(new StackLayer.Softmax());
                break;
            default:
                Add(Learned(outputs) with { Activation = Activation.None });
                Add(new StackLayer.Softmax());
                break;
        }
    }

    public Stack Finish(string @namespace, string name) => new(@namespace, name, Input, Layers);

    private static StackLayer.Activate Sigmoid() => new(Activation.Sigmoid);

    private StackLayer.Dense Learned(int units) =>
        new(units)
        {
            Activation = AnyActivation(),
            UseBias = !chance.Happens(0.15),
            L1 = Penalty(),
            L2 = Penalty(),
        };

    private int Kernel(int input, Padding padding, int largest) =>
        chance.Between(1, padding == Padding.Same ? largest : Math.Min(largest, input));

    private int Filters() => chance.Pick(1, 2, 3, 5, 7, 8, 13, 16, 16, 17, 20, 24, 31, 32, 33, 40);

    private Activation AnyActivation() =>
        chance.Pick(
            Activation.None,
            Activation.None,
            Activation.Relu,
            Activation.Relu,
            Activation.Relu,
            Activation.Sigmoid,
            Activation.Tanh
        );

    private PoolKind AnyPool() => chance.Pick(PoolKind.Max, PoolKind.Max, PoolKind.Average);

    private double Penalty() => chance.Happens(0.15) ? chance.Pick(0.0005, 0.01) : 0;

    private void TryAdd(StackLayer layer)
    {
        if (_multiplyAdds + ShapeRules.MultiplyAdds(layer, Shape) <= MostMultiplyAdds)
            Add(layer);
    }

    private void Add(StackLayer layer)
    {
        _multiplyAdds += ShapeRules.MultiplyAdds(layer, Shape);
        Shape = ShapeRules.After(Shape, layer);
        _layers.Add(layer);
    }
}
