using BenchmarkDotNet.Attributes;

namespace LayerGen.Benchmarks;

/// <summary>
/// What the generator costs somebody who types, in a compiler that is warm: every benchmark edits a file, parses it and runs
/// the generator over a compilation whose symbols nobody has asked for yet.
/// </summary>
[MemoryDiagnoser]
public class GeneratorBenchmarks
{
    private UserProject? _opened;
    private UserProject? _generated;

    /// <summary>Opens the project, and runs the generator once.</summary>
    /// <exception cref="InvalidOperationException">The generator made nothing of the network.</exception>
    [GlobalSetup]
    public void Setup()
    {
        _opened = UserProject.New();
        _generated = _opened.Generated();
        if (_generated.Driver.GetRunResult().GeneratedTrees.IsEmpty)
            throw new InvalidOperationException("The generator made nothing of the network.");
    }

    /// <summary>The first run for a project.</summary>
    [Benchmark(Baseline = true)]
    public object Cold() => Comment(_opened!);

    /// <summary>Nothing but a comment in the network's file is new.</summary>
    [Benchmark]
    public object AfterComment() => Comment(_generated!);

    /// <summary>Another file is edited.</summary>
    [Benchmark]
    public object AfterUnrelatedEdit() =>
        _generated!.Edited(UserProject.OtherFile, "42", "43").Generated();

    /// <summary>A layer's argument is edited, so that the network is planned and written anew.</summary>
    [Benchmark]
    public object AfterArgument() =>
        _generated!.Edited(UserProject.NetworkFile, "Conv(64", "Conv(48").Generated();

    private static UserProject Comment(UserProject project) =>
        project
            .Edited(UserProject.NetworkFile, "ReferenceCnn;", "ReferenceCnn; // reads digits")
            .Generated();
}
