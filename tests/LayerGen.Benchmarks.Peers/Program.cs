using LayerGen.Benchmarks.Peers;
using LayerGen.Benchmarks.Peers.Options;
using LayerGen.Benchmarks.Peers.Racing;
using LayerGen.Benchmarks.Peers.Torch;

TorchMemory.Keep();
return args is [TorchTrainingOptions.Command, ..]
    ? BenchmarkRun.Train(TorchTrainingOptions.Read(args), Console.Out, Console.Error)
    : new BenchmarkCommand().Invoke(
        args,
        options =>
            options.IsNarrow && !NarrowProcess.IsThis
                ? NarrowProcess.Run(args)
                : BenchmarkRun.Run(options, Console.Out, Console.Error)
    );
