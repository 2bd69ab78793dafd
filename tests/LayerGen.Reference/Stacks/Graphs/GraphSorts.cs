using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks.Graphs;

/// <summary>The ways in which the values of a graph are connected.</summary>
internal sealed class GraphSorts(GraphDraft draft, GraphLayers layers, Chance chance)
{
    private bool CanAdd => draft.Allows(GraphKind.Add);

    private bool CanConcat => draft.Allows(GraphKind.Concat);

    /// <summary>One layer after another.</summary>
    public void Chain() => Repeat(chance.Between(2, 7), layers.Anything);

    /// <summary>What becomes of a value, joined with it; several times.</summary>
    public void Residual()
    {
        if (draft.Shape.IsImage)
            layers.Conv(stride: 1);
        else
            layers.Dense();
        Repeat(
            chance.Between(1, 3),
            () =>
            {
                int stem = draft.At;
                Repeat(chance.Between(1, 4), layers.Keep);
                if (draft.At != stem && AnyOfEqual() is { } kind)
                    draft.Join(kind, stem);
                if (chance.Happens(0.5))
                    layers.Activate();
            }
        );
    }

    /// <summary>Two to four branches from one value, side by side.</summary>
    public void Branches()
    {
        if (chance.Happens(0.6))
            layers.Anything();
        int stem = draft.At;
        int branches = chance.Between(2, GraphDraft.MostReaders);
        List<int> ends = [];
        for (int i = 0; i < branches; i++)
        {
            draft.MoveTo(stem);
            Repeat(chance.Between(i == 0 ? 0 : 1, 3), Branch);
            ends.Add(draft.At);
        }
        JoinAll(ends);
        layers.Anything();
    }

    /// <summary>Each layer reads everything before it.</summary>
    public void DenselyConnected()
    {
        if (!CanConcat)
        {
            Residual();
            return;
        }
        Repeat(
            chance.Between(2, 3),
            () =>
            {
                int before = draft.At;
                if (draft.Shape.IsImage)
                    layers.SameConv(chance.Between(1, 6));
                else
                    layers.Dense(chance.Between(1, 12));
                if (chance.Happens(0.5))
                    layers.Normalise();
                if (draft.At != before)
                    draft.Join(JoinKind.Concat, before);
            }
        );
    }

    /// <summary>Down, up again, and what was there before beside it.</summary>
    public void DownAndUp()
    {
        layers.SameConv(layers.Filters());
        int stem = draft.At;
        (int height, int width) = (draft.Shape.Height, draft.Shape.Width);
        if (height % 2 == 0 && width % 2 == 0 && draft.Allows(GraphKind.UpSample) && CanConcat)
        {
            draft.TryAdd(new StackLayer.Pool(layers.AnyPool(), 2, 2));
            Repeat(chance.Between(1, 3), layers.Keep);
            draft.TryAdd(new StackLayer.UpSample(2));
            draft.Join(JoinKind.Concat, stem);
        }
        layers.SameConv(layers.Filters());
        layers.Normalise();
    }

    /// <summary>Depthwise between two convolutions of single pixels, around which there is a shortcut.</summary>
    public void InvertedResidual()
    {
        int stem = draft.At;
        int channels = draft.Shape.Channels;
        draft.TryAdd(Point(channels * chance.Between(1, 3)));
        layers.Normalise();
        layers.Activate();
        layers.Depthwise();
        layers.Normalise();
        draft.TryAdd(Point(channels));
        layers.Normalise();
        if (draft.ShapeOf(stem) == draft.Shape && draft.At != stem && CanAdd)
            draft.Join(JoinKind.Add, stem);
    }

    /// <summary>Anything reads anything.</summary>
    public void Anything() =>
        Repeat(
            chance.Between(3, 9),
            () =>
            {
                ImmutableArray<int> readable = chance.Happens(0.5)
                    ? [.. draft.Unread]
                    : draft.Readable;
                draft.MoveTo(chance.Pick<int>([.. readable]));
                if (chance.Happens(0.45))
                    JoinSome();
                else
                    layers.Anything();
            }
        );

    private void Branch()
    {
        if (chance.Happens(0.6))
            layers.Keep();
        else if (draft.Shape.IsImage)
            layers.SameConv(layers.Filters());
        else
            layers.Anything();
    }

    /// <summary>Joins the value at hand with up to four others that fit it.</summary>
    private void JoinSome()
    {
        SampleShape shape = draft.Shape;
        JoinKind? kind = CanConcat && chance.Happens(0.5) ? JoinKind.Concat : AnyOfEqual();
        int[] fitting =
        [
            .. draft.Readable.Where(value =>
                value != draft.At
                && (
                    kind == JoinKind.Concat
                        ? Channels(draft.ShapeOf(value)) == Channels(shape)
                        : draft.ShapeOf(value) == shape
                )
            ),
        ];
        if (kind is null || fitting.Length == 0)
            return;
        int count = Math.Min(fitting.Length, chance.Between(1, 4));
        int from = chance.Between(0, fitting.Length - count);
        draft.Join(kind.Value, [.. fitting.Skip(from).Take(count)]);

        static SampleShape Channels(SampleShape shape) => shape with { Channels = 1 };
    }

    /// <summary>Joins the ends of branches as far as they fit; others stay unread for now.</summary>
    private void JoinAll(List<int> ends)
    {
        SampleShape first = draft.ShapeOf(ends[0]);
        int[] others = [.. ends.Skip(1).Where(end => end != ends[0])];
        draft.MoveTo(ends[0]);
        if (
            AnyOfEqual() is { } kind
            && chance.Happens(0.5)
            && others.Where(end => draft.ShapeOf(end) == first).ToArray() is { Length: > 0 } equal
        )
            draft.Join(kind, [.. equal]);
        else if (
            CanConcat
            && others
                .Where(end =>
                    draft.ShapeOf(end) with { Channels = 1 } == first with { Channels = 1 }
                )
                .ToArray()
                is { Length: > 0 } beside
        )
            draft.Join(JoinKind.Concat, [.. beside]);
    }

    private JoinKind? AnyOfEqual() =>
        draft.Allows(GraphKind.Multiply) && (!CanAdd || chance.Happens(0.3)) ? JoinKind.Multiply
        : CanAdd ? JoinKind.Add
        : null;

    private static StackLayer.Conv Point(int filters) => new(filters, 1, 1) { UseBias = false };

    private static void Repeat(int times, Action add)
    {
        for (int i = 0; i < times; i++)
            add();
    }
}
