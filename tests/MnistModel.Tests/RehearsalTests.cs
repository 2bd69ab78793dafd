using MnistModel.Running;

namespace MnistModel.Tests;

public sealed class RehearsalTests
{
    // Nobody waits for it in the program, so nobody would hear of an exception.
    [Fact]
    public async Task Begin_comes_to_its_end() => await Rehearsal.Begin();
}
