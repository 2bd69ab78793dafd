using System.Globalization;
using System.Text.RegularExpressions;
using CsCheck;
using LayerGen.Generator.Emission;
using LayerGen.Kernels;

namespace LayerGen.Generator.Tests.Emission;

/// <summary>Runs the written functions: every item must do its part, and all of them everything once.</summary>
public sealed partial class ItemSwitchTests
{
    private static readonly Gen<SlicedWork[]> s_works = Gen.Select(
            Gen.Int[1, 3000],
            Gen.Int[1, 16],
            (length, parts) => (length, Math.Min(length, parts))
        )
        .Array[0, 6]
        .Select(sizes =>
            sizes
                .Select(
                    (size, i) => new SlicedWork($"Work{i}({{0}}, {{1}})", size.Item1, size.Item2)
                )
                .ToArray()
        );

    [Fact]
    public void Items_do_every_element_of_every_work_exactly_once() =>
        s_works.Sample(works =>
        {
            int items = ItemSwitch.Items(works);
            string text = Write(works);
            int[][] done = [.. works.Select(work => new int[work.Length])];
            for (int item = 0; item < items; item++)
            {
                IReadOnlyList<Call> calls = Run(text, item);
                Assert.NotEmpty(calls);
                foreach (Call call in calls)
                {
                    Assert.True(call.Begin < call.End, "A part has nothing to do.");
                    for (int i = call.Begin; i < call.End; i++)
                        done[call.Work][i]++;
                }
            }

            Assert.All(done, work => Assert.All(work, times => Assert.Equal(1, times)));
            Assert.Empty(Run(text, items));
        });

    [Fact]
    public void Small_works_share_the_first_item_and_each_part_of_a_large_one_is_an_item()
    {
        SlicedWork[] works =
        [
            new("Work0({0}, {1})", 10, 1),
            new("Work1({0}, {1})", 100, 3),
            new("Work2({0}, {1})", 20, 1),
        ];

        Assert.Equal(4, ItemSwitch.Items(works));
        Assert.Equal([new(0, 0, 10), new(2, 0, 20)], Run(Write(works), 0));
        Assert.Equal([new(1, 0, 33)], Run(Write(works), 1));
        Assert.Equal([new(1, 66, 100)], Run(Write(works), 3));
        Assert.Equal(0, ItemSwitch.Items([]));
        Assert.Equal(
            "\n/// <summary>What it does.</summary>\nvoid Run(int item)\n{\n}\n",
            Write([])
        );
    }

    [Theory]
    [InlineData(1000, 8191, 1)] // Less than 8,192 floats for each of two parts.
    [InlineData(1000, 16_384, 2)]
    [InlineData(1000, 300_000, 16)] // The most of a size that depends on the work.
    [InlineData(1000, 1_638_400, 50)] // 32,768 floats each.
    [InlineData(1000, 1_000_000_000_000, 1000)]
    [InlineData(3, 1_000_000, 3)] // No more than there are elements.
    [InlineData(1, 1_000_000, 1)]
    public void Work_is_cut_into_parts_worth_handing_out(int length, long floats, int parts) =>
        Assert.Equal(new("Call", length, parts), SlicedWork.Of("Call", length, floats));

    private static string Write(SlicedWork[] works)
    {
        SourceWriter writer = new();
        ItemSwitch.Write(writer, "What it does.", "void Run(int item)", works);
        return writer.Finish();
    }

    /// <summary>Executes <c>if (item &lt; n) { calls; return; }</c>, the only statement such a function has.</summary>
    private static List<Call> Run(string text, int item)
    {
        List<Call> calls = [];
        bool inside = false;
        foreach (string line in text.Split('\n').Select(line => line.Trim()))
        {
            if (Branch().Match(line) is { Success: true } branch)
                inside = item < Int(branch.Groups[1]);
            else if (inside && line == "return;")
                return calls;
            else if (inside && line != "{")
            {
                Match call = WorkCall().Match(line);
                Assert.True(call.Success, line);
                calls.Add(
                    new(
                        Int(call.Groups[1]),
                        Value(call.Groups[2].Value, item),
                        Value(call.Groups[3].Value, item)
                    )
                );
            }
        }
        return calls;
    }

    private static int Value(string expression, int item)
    {
        Match start = StartCall().Match(expression);
        if (!start.Success)
            return int.Parse(expression, CultureInfo.InvariantCulture);
        int part =
            item
            - (start.Groups[3].Success ? Int(start.Groups[3]) : 0)
            + (start.Groups[4].Success ? 1 : 0);
        return Shards.Start(Int(start.Groups[1]), Int(start.Groups[2]), part);
    }

    private static int Int(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"^if \(item < (\d+)\)$")]
    private static partial Regex Branch();

    [GeneratedRegex(@"^Work(\d+)\((\d+|Shards\.Start\([^)]*\)), (\d+|Shards\.Start\([^)]*\))\);$")]
    private static partial Regex WorkCall();

    [GeneratedRegex(@"^Shards\.Start\((\d+), (\d+), item(?: - (\d+))?( \+ 1)?\)$")]
    private static partial Regex StartCall();

    private sealed record Call(int Work, int Begin, int End);
}
