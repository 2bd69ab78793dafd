using System.Collections.Immutable;
using LayerGen.Optimizers;

namespace LayerGen.Persistence;

/// <summary>Turns a file into the training state of a network, or says what is wrong; changes nothing.</summary>
/// <remarks><b>Errors:</b> <see cref="InvalidDataException"/>, with a message that follows the name of the file.</remarks>
internal static class CheckpointReader
{
    public static TrainingState Read(SafetensorsReader reader, NetworkParameters parameters)
    {
        if (reader.Metadata.State is not { } json)
            throw new InvalidDataException(
                "has weights, but no training state; load it as weights and train anew, or give a checkpoint."
            );
        CheckpointDocument document = CheckpointDocument.Parse(json);
        OptimizerDocument optimizer = document.Optimizer;
        TensorSpec[] specs =
        [
            .. from prefix in CheckpointNames.Prefixes(document.HasBest, optimizer.Moments)
            from spec in parameters.Specs
            select spec with
            {
                Name = prefix + spec.Name,
            },
        ];
        TensorFile.RequireFit(
            reader.Difference(specs)
                ?? TrainingState.LayerDifference(
                    document.Architecture,
                    TrainingState.Describe(parameters.Description)
                ),
            parameters.Network
        );
        ImmutableArray<float>[] values = reader.Read(specs);
        int firstMoment = document.HasBest ? 2 : 1;
        return new(
            reader.Metadata.Network ?? "",
            document.Architecture,
            Set(0),
            new(
                optimizer.Kind,
                optimizer.Settings,
                optimizer.LearningRate,
                optimizer.Steps,
                Enumerable
                    .Range(0, optimizer.Moments.Length)
                    .ToImmutableSortedDictionary(
                        kind => optimizer.Moments[kind],
                        kind => Set(firstMoment + kind),
                        StringComparer.Ordinal
                    )
            ),
            document.Dropout,
            document.Progress,
            document.HasBest ? Set(1) : null
        )
        {
            Notes = document.Notes,
        };

        ParameterValues Set(int index) =>
            new([
                .. parameters.All.Select(
                    (parameter, i) =>
                        new NamedTensor(
                            parameter.Name,
                            parameter.Axes,
                            values[(index * parameters.All.Count) + i]
                        )
                ),
            ]);
    }
}
