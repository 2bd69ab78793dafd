using CsCheck;
using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Planning;
using static LayerGen.Generator.Tests.Planning.Graphs;

namespace LayerGen.Generator.Tests.Planning;

public sealed class SharedScratchTests
{
    // Entry, Conv1, Conv2, Dense1: forward in steps 0 to 3; the loss; back again in steps 5 to 7. Conv2's tiles are gone when its
    // backward pass writes Conv1's gradient, so that lies in their place.
    [Fact]
    public void Gradient_of_the_reference_network_lies_where_transformed_inputs_were()
    {
        Plan plan = Planner.Plan(Cnn);
        PlannedBuffer Find(string name) => plan.Buffers.Single(buffer => buffer.Name == name);

        Assert.Equal((2, 2), LifetimeOf(plan)(Find("Conv2Transformed")));
        Assert.Equal((2, 2), LifetimeOf(plan)(Find("Conv2Products")));
        Assert.Equal((6, 7), LifetimeOf(plan)(Find("Conv1OutputGradient")));
        Assert.Equal(0, Find("Conv2Transformed").Place);
        Assert.Equal(8_960 + 16, Find("Conv2Products").Place);
        Assert.Equal(0, Find("Conv1OutputGradient").Place);
        Assert.Equal(8_960 + 16 + Find("Conv2Products").Size + 16, Find("Scratch").Size);
    }

    [Fact]
    public void Buffers_that_live_at_the_same_time_share_no_float() =>
        Any.Sample(graph =>
        {
            Plan plan = Planner.Plan(graph);
            PlannedBuffer[] placed = [.. plan.Buffers.Where(buffer => buffer.Place is not null)];
            Func<PlannedBuffer, (int First, int Last)> lifetimeOf = LifetimeOf(plan);
            foreach (PlannedBuffer one in placed)
            foreach (PlannedBuffer other in placed)
            {
                (int first, int last) = lifetimeOf(one);
                (int from, int to) = lifetimeOf(other);
                bool areApart =
                    one.Place + one.Size + one.Slack <= other.Place
                    || other.Place + other.Size + other.Slack <= one.Place;
                Assert.True(
                    one == other || last < from || to < first || areApart,
                    $"{one.Name} and {other.Name}"
                );
            }
        });

    [Fact]
    public void Scratch_has_room_for_every_buffer_from_a_cache_line_on() =>
        Any.Sample(graph =>
        {
            Plan plan = Planner.Plan(graph);
            int room = plan.Buffers.SingleOrDefault(b => b.Name == SharedScratch.Name)?.Size ?? 0;
            foreach (PlannedBuffer buffer in plan.Buffers.Where(b => b.Place is not null))
            {
                Assert.Equal(0, buffer.Place % Layout.WidestVector);
                Assert.InRange(buffer.Place!.Value + buffer.Size + buffer.Slack, 1, room);
            }
        });

    // Gradients on their way back take turns in two places, whatever the number of stages; and nothing is larger than
    // what lives in one step.
    [Fact]
    public void Scratch_is_smaller_than_its_buffers_side_by_side()
    {
        Assert.All(
            Named,
            graph =>
            {
                Plan plan = Planner.Plan(graph);
                PlannedBuffer[] placed =
                [
                    .. plan.Buffers.Where(buffer => buffer.Place is not null),
                ];
                if (placed.Length == 0)
                    return;
                int room = plan.Buffers.Single(b => b.Name == SharedScratch.Name).Size;
                Func<PlannedBuffer, (int First, int Last)> lifetimeOf = LifetimeOf(plan);
                int[] steps =
                [
                    .. Enumerable
                        .Range(0, (2 * plan.Stages.Count) + 1)
                        .Select(step =>
                            placed
                                .Where(buffer =>
                                    lifetimeOf(buffer) is var (first, last)
                                    && first <= step
                                    && step <= last
                                )
                                .Sum(buffer => Layout.RoundUp(buffer.Size + buffer.Slack))
                        ),
                ];
                // No plan can need less than its fullest step; these need no more.
                Assert.Equal(steps.Max(), room);
            }
        );
    }

    [Fact]
    public void Buffers_kept_apart_have_no_places() =>
        Assert.All(
            Planner.Plan(Vgg, ForcedAlgorithms.None with { KeepsBuffersApart = true }).Buffers,
            buffer => Assert.Null(buffer.Place)
        );

    private static Func<PlannedBuffer, (int First, int Last)> LifetimeOf(Plan plan)
    {
        Lifetimes lifetimes = new(plan.Stages, plan.Schedule);
        return buffer => lifetimes.OfShared(buffer, plan.Values);
    }
}
