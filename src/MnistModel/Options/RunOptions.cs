using MnistModel.Data;

namespace MnistModel.Options;

/// <summary>What standard output carries.</summary>
internal enum LogFormat
{
    /// <summary>Text for people.</summary>
    Plain,

    /// <summary>One JSON object a line, for programs; the text for people goes to standard error.</summary>
    Json,
}

/// <summary>What the person at the keyboard wants.</summary>
/// <param name="DataDirectory">A directory with the four files of a data set, or null to look for one.</param>
/// <param name="Dataset">What to train on.</param>
/// <param name="Epochs">How often to go through the training images; at least 1.</param>
/// <param name="BatchSize">Images a step; at least 1.</param>
/// <param name="LearningRate">Adam's step size; above 0.</param>
/// <param name="Seed">Decides weights, order, the choice of validation images and the synthetic digits.</param>
/// <param name="Threads">Threads that compute; 0 for one a processor.</param>
/// <param name="OutputDirectory">Where the weights are saved.</param>
/// <param name="Log">What standard output carries.</param>
internal sealed record RunOptions(
    string? DataDirectory,
    DatasetChoice Dataset,
    int Epochs,
    int BatchSize,
    double LearningRate,
    ulong Seed,
    int Threads,
    string OutputDirectory,
    LogFormat Log
);
