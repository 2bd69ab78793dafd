using System.CommandLine;
using MnistModel.Running;

namespace MnistModel.Options;

/// <summary>The argument that names a trained network, for every command that uses one.</summary>
internal static class ModelOptions
{
    /// <summary>A file of weights or a checkpoint, or a directory of them; null where it is not given.</summary>
    public static Argument<string?> Model() =>
        new("MODEL")
        {
            Description =
                "A file of weights or a checkpoint, or a directory: then the newest of its "
                + $"*{TrainedNetwork.Extension} files [default: {SharedOptions.OutputDirectory}]",
            Arity = ArgumentArity.ZeroOrOne,
        };
}
