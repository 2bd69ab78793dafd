using CsCheck;
using LayerGen.Generator.Core;

namespace LayerGen.Generator.Tests.Core;

public sealed class WindowTests
{
    private static readonly Gen<(int Input, int Size, int Stride)> Any = Gen.Select(
        Gen.Int[1, 60],
        Gen.Int[1, 60],
        Gen.Int[1, 20]
    );

    // Slides the window by hand: every start at which it still lies inside the input.
    [Fact]
    public void Valid_counts_the_positions_inside_the_input() =>
        Any.Where(axis => axis.Size <= axis.Input)
            .Sample(axis =>
            {
                int positions = 0;
                for (int start = 0; start + axis.Size <= axis.Input; start += axis.Stride)
                {
                    positions++;
                }
                return Window.Valid(axis.Input, axis.Size, axis.Stride)
                    == new Window(positions, 0, 0);
            });

    // Counts every stride-th value, then pads step by step until the last window lies inside.
    [Fact]
    public void Same_pads_as_little_as_gives_one_output_a_stride() =>
        Any.Sample(axis =>
        {
            int outputs = 0;
            for (int start = 0; start < axis.Input; start += axis.Stride)
            {
                outputs++;
            }
            int padding = 0;
            while (axis.Input + padding < ((outputs - 1) * axis.Stride) + axis.Size)
            {
                padding++;
            }
            Window window = Window.Same(axis.Input, axis.Size, axis.Stride);
            return window.Output == outputs
                && window.PadBefore + window.PadAfter == padding
                && window.PadAfter - window.PadBefore is 0 or 1;
        });

    [Fact]
    public void Same_keeps_the_size_when_the_stride_is_one() =>
        Any.Sample(axis => Window.Same(axis.Input, axis.Size, 1).Output == axis.Input);

    [Theory]
    [InlineData(28, 3, 1, 26)]
    [InlineData(26, 2, 2, 13)]
    [InlineData(11, 2, 2, 5)]
    [InlineData(5, 5, 3, 1)]
    public void Valid_gives_known_sizes(int input, int size, int stride, int output) =>
        Assert.Equal(output, Window.Valid(input, size, stride).Output);
}
