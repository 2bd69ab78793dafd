using LayerGen.Benchmarks.Peers;
using LayerGen.Benchmarks.Peers.Options;

return new BenchmarkCommand().Invoke(
    args,
    options =>
        options.IsNarrow && !NarrowProcess.IsThis
            ? NarrowProcess.Run(args)
            : BenchmarkRun.Run(options, Console.Out, Console.Error)
);
