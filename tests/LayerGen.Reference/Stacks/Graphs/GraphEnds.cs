using System.Collections.Immutable;

namespace LayerGen.Reference.Stacks.Graphs;

/// <summary>Ends graphs: everything that nothing has read so far meets, and a last layer judges it.</summary>
internal sealed class GraphEnds(GraphDraft draft, GraphLayers layers, Chance chance)
{
    private const int MostJoined = 1 + 4;

    /// <summary>Makes one value of all that are unread.</summary>
    public void Gather()
    {
        while (draft.Unread is { Length: > 1 } unread)
        {
            ImmutableArray<int> some = [.. unread.Take(chance.Between(2, MostJoined))];
            ImmutableArray<int> features = [.. some.Select(ToFeatures)];
            if (features.Length == 1)
                continue;
            draft.MoveTo(features[0]);
            draft.Join(
                draft.Allows(GraphKind.Concat) ? JoinKind.Concat : JoinKind.Add,
                [.. features.Skip(1)]
            );
        }
        draft.MoveTo(draft.Unread[0]);
    }

    /// <summary>The last layers.</summary>
    public void Head()
    {
        ImmutableArray<Action> ends =
        [
            Softmax,
            () => Close(() => draft.TryAdd(new StackLayer.Activate(Activation.Sigmoid))),
            .. Ends(),
        ];
        chance.Pick<Action>([.. ends, .. ends[2..]])();
    }

    private IEnumerable<Action> Ends()
    {
        if (draft.Allows(GraphKind.CrossEntropy))
            yield return CrossEntropy;
        if (draft.Allows(GraphKind.BinaryCrossEntropy))
            yield return () => Close(() => draft.TryAdd(new StackLayer.BinaryCrossEntropy()));
        if (draft.Allows(GraphKind.MeanSquaredError))
            yield return () => Close(() => draft.TryAdd(new StackLayer.MeanSquaredError()));
        if (draft.Allows(GraphKind.MeanAbsoluteError))
            yield return () => Close(() => draft.TryAdd(new StackLayer.MeanAbsoluteError()));
        if (draft.Allows(GraphKind.Huber))
            yield return () =>
                Close(() => draft.TryAdd(new StackLayer.Huber(chance.Pick(1, 0.5, 0.1))));
    }

    private void Softmax()
    {
        Logits();
        draft.TryAdd(new StackLayer.Softmax { LabelSmoothing = Smoothing() });
    }

    private void CrossEntropy()
    {
        Logits();
        draft.TryAdd(
            new StackLayer.CrossEntropy
            {
                LabelSmoothing = Smoothing(),
                SoftTargets = draft.Allows(GraphKind.SoftTargets) && chance.Happens(0.5),
            }
        );
    }

    private double Smoothing() =>
        draft.Allows(GraphKind.LabelSmoothing) && chance.Happens(0.4) ? 0.1 : 0;

    /// <summary>Ends that judge any number of outputs, after a dense layer or without.</summary>
    private void Close(Action end)
    {
        if (!draft.Learns || draft.Shape.Size > 200 || chance.Happens(0.6))
            Dense(chance.Pick(1, 2, 5, 17));
        else if (draft.Shape.IsImage)
            draft.TryAdd(new StackLayer.Flatten());
        end();
    }

    private void Logits()
    {
        if (!draft.Learns || draft.Shape.Size is < 2 or > 200 || chance.Happens(0.7))
            Dense(chance.Pick(2, 3, 5, 10, 17));
        else if (draft.Shape.IsImage)
            draft.TryAdd(new StackLayer.Flatten());
    }

    private void Dense(int units)
    {
        if (draft.Shape.IsImage)
        {
            if (draft.Shape.Size > 400 || chance.Happens(0.3))
                layers.GlobalPool();
            else
                draft.TryAdd(new StackLayer.Flatten());
        }
        // Some budget is left for it: a network has to learn something.
        draft.Add(new StackLayer.Dense(units) { UseBias = !chance.Happens(0.2) });
    }

    /// <summary>Makes features of a value that is unread, of one size where they are to be added.</summary>
    private int ToFeatures(int value)
    {
        draft.MoveTo(value);
        if (draft.Shape.IsImage)
            layers.GlobalPool();
        if (!draft.Allows(GraphKind.Concat))
            draft.Add(new StackLayer.Dense(5));
        return draft.At;
    }
}
