using System.CommandLine;
using System.CommandLine.Parsing;
using MnistModel.Data;

namespace MnistModel.Options;

/// <summary>The options that choose a data set, for every command that reads one.</summary>
internal static class DataOptions
{
    /// <summary>Where a data set comes from, for the help.</summary>
    public static string Notes =>
        $"""
            Where the data set comes from, in this order:
              --data
              the directory that the environment variable {DatasetPlaces.VariableName} names
              layergen/DATASET in your cache directory
              {KnownDataset.FashionMnist.SystemDirectory}, for fashion-mnist
              a download, kept in the cache directory
            """;

    /// <summary>A directory that holds a data set.</summary>
    public static Option<string?> Directory() =>
        ValueOption.DirectoryPath(
            "--data",
            "Directory with the four files of a data set, plain or .gz (train-images-idx3-ubyte, "
                + "train-labels-idx1-ubyte, t10k-images-idx3-ubyte, t10k-labels-idx1-ubyte)",
            standard: null
        );

    /// <summary>A data set's name.</summary>
    /// <param name="description">What it is for, and what holds where it is not given.</param>
    public static Option<DatasetChoice?> Dataset(string description) =>
        ValueOption.Word<DatasetChoice?>(
            "--dataset",
            description,
            (KnownDataset.Mnist.Name, new DatasetChoice.Known(KnownDataset.Mnist)),
            (KnownDataset.FashionMnist.Name, new DatasetChoice.Known(KnownDataset.FashionMnist)),
            (LoadedData.SyntheticName, new DatasetChoice.Synthetic())
        );

    /// <summary>Synthetic digits come from no directory.</summary>
    public static Action<CommandResult> RefuseDirectoryOfDrawings(
        Option<string?> directory,
        Option<DatasetChoice?> dataset
    ) =>
        result =>
        {
            if (
                // By what was typed: the value of an option that lacks one, or has a wrong one, throws.
                result.GetResult(directory)
                    is { Tokens.Count: > 0 }
                && result.GetResult(dataset)?.Tokens is [{ Value: LoadedData.SyntheticName }]
            )
                result.AddError(
                    $"--data and --dataset {LoadedData.SyntheticName} exclude each other: synthetic digits come from no "
                        + "directory; leave one of them out."
                );
        };
}
