namespace LayerGen.Benchmarks.Peers.Options;

/// <summary>What can be measured.</summary>
internal enum BenchmarkPart
{
    /// <summary>The machine's arithmetic peak and what each network asks of it.</summary>
    Limits,

    /// <summary>Whether LayerGen and the frameworks compute the same.</summary>
    Equality,

    /// <summary>Training steps against libtorch.</summary>
    Training,

    /// <summary>Forward passes against ONNX Runtime and libtorch.</summary>
    Inference,

    /// <summary>LayerGen with one thread and with all.</summary>
    Threads,

    /// <summary>LayerGen by batch size.</summary>
    Batches,

    /// <summary>Whole epochs against libtorch; only where asked for.</summary>
    Epoch,

    /// <summary>Whole runs of the program until an accuracy is reached, against libtorch; only where asked for.</summary>
    Race,
}
