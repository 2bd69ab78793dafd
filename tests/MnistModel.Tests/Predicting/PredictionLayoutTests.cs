using System.Text.Json;
using MnistModel.Predicting;

namespace MnistModel.Tests.Predicting;

public sealed class PredictionLayoutTests
{
    private static readonly Prediction Seven = new(
        "a, \"b\".png",
        new float[28 * 28],
        Answer.Of([0, 0, 0, 0.25f, 0, 0, 0, 0.625f, 0, 0.125f])
    );

    [Fact]
    public void Answer_is_the_first_of_the_largest_and_second_the_first_of_the_others()
    {
        Answer tie = Answer.Of([0.2f, 0.4f, 0.4f]);

        Assert.Equal((1, 2), (tie.Class, tie.Second));
        Assert.Equal((7, 3), (Seven.Answer.Class, Seven.Answer.Second));
        Assert.Equal(0, Answer.Of([1]).Second);
    }

    [Fact]
    public void Bars_are_as_long_as_probabilities_to_an_eighth_of_a_character()
    {
        string[] lines = [.. new PredictionLayout.Bars().Lines(Seven)];

        Assert.Equal("a, \"b\".png: 7 (62.50 %)", lines[0]);
        Assert.Equal(11, lines.Length);
        Assert.Equal("  0    0.00 %", lines[1]);
        // 40 characters are 1: a quarter is 10, five eighths are 25, an eighth is 5.
        Assert.Equal($"  3   25.00 %  {new string('█', 10)}", lines[4]);
        Assert.Equal($"  7   62.50 %  {new string('█', 25)}", lines[8]);
        Assert.Equal($"  9   12.50 %  {new string('█', 5)}", lines[10]);
    }

    [Fact]
    public void Bar_of_a_small_probability_is_a_part_of_a_character()
    {
        // 0.01 · 40 · 8 = 3.2 eighths, rounded 3.
        Prediction faint = Seven with
        {
            Answer = Answer.Of([0.99f, 0.01f]),
        };

        Assert.EndsWith(
            "  ▍",
            new PredictionLayout.Bars().Lines(faint)[2],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Table_names_the_two_best_answers()
    {
        PredictionLayout.Table table = new(Width: 12);

        Assert.Equal("image         class  probability  next", Assert.Single(table.Head));
        Assert.Equal(
            "a, \"b\".png        7      62.50 %  3 (25.00 %)",
            Assert.Single(table.Lines(Seven))
        );
    }

    [Fact]
    public void Csv_quotes_paths_and_has_a_column_for_each_class()
    {
        PredictionLayout.Csv csv = new();

        Assert.Equal(
            "image,class,probability,p0,p1,p2,p3,p4,p5,p6,p7,p8,p9",
            Assert.Single(csv.Head)
        );
        Assert.Equal(
            "\"a, \"\"b\"\".png\",7,0.625,0,0,0,0.25,0,0,0,0.625,0,0.125",
            Assert.Single(csv.Lines(Seven))
        );
    }

    [Fact]
    public void Json_is_an_object_a_line()
    {
        JsonElement line = JsonElement.Parse(
            Assert.Single(new PredictionLayout.Json().Lines(Seven))
        );

        Assert.Equal(Seven.Path, line.GetProperty("image").GetString());
        Assert.Equal(7, line.GetProperty("class").GetInt32());
        Assert.Equal(0.625, line.GetProperty("probability").GetDouble());
        Assert.Equal(10, line.GetProperty("probabilities").GetArrayLength());
    }
}
