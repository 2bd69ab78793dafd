using LayerGen.Generator.Emission;

namespace LayerGen.Generator.Tests.Emission;

public sealed class SourceWriterTests
{
    [Fact]
    public void Lines_are_indented_by_their_depth_and_empty_lines_by_nothing()
    {
        SourceWriter writer = new();
        writer.Write("a");
        writer.Open("b");
        writer.Write("c\n\nd");
        writer.Open();
        writer.Write("e\n    f");
        writer.Close("};");
        writer.Block("g\n    where h", () => writer.Write("i"));
        writer.Close();

        Assert.Equal(
            """
            a
            b
            {
                c

                d
                {
                    e
                        f
                };
                g
                    where h
                {
                    i
                }
            }

            """.ReplaceLineEndings("\n"),
            writer.Finish()
        );
    }

    [Fact]
    public void Lines_end_with_a_line_feed_whatever_ends_those_given()
    {
        SourceWriter writer = new();
        writer.Write("a\r\nb\nc");

        Assert.Equal("a\nb\nc\n", writer.Finish());
    }

    [Fact]
    public void Writer_throws_when_blocks_are_unbalanced()
    {
        SourceWriter writer = new();
        Assert.Throws<InvalidOperationException>(() => writer.Close());
        writer.Open("a");
        Assert.Throws<InvalidOperationException>(() => writer.Finish());
        writer.Close();

        Assert.Equal("a\n{\n}\n", writer.Finish());
        Assert.Throws<InvalidOperationException>(() => writer.Close());
    }
}
