using System.Collections.Immutable;

namespace LayerGen.Persistence;

/// <summary>
/// Keeps the parameters of a network in a safetensors file, which Python, Rust and others read as well.
/// </summary>
/// <remarks>
/// A tensor has the name and the axes of its <see cref="Parameter"/>, in C order: <c>[filters, kernelHeight,
/// kernelWidth, channels]</c> for a convolution, <c>[units, features]</c> for a dense layer. Numbers are 32-bit floats.
/// The same weights give the same bytes.
/// </remarks>
public static class WeightsFile
{
    /// <summary>Writes the parameters; the file is there as a whole or not at all.</summary>
    /// <param name="path">The file to write or to replace; its directory exists.</param>
    /// <param name="network">The network whose parameters are written.</param>
    /// <returns>What was written; or a failure if a parameter is not finite or the file cannot be written.</returns>
    /// <exception cref="ArgumentException">The network's parameters contradict themselves: two share a name, or axes and values differ.</exception>
    public static Result<WeightsSummary> Save(string path, INetwork network) =>
        Save(path, network, keepPrevious: false);

    /// <summary>Writes the parameters as <see cref="Save(string, INetwork)"/> does, and can keep the file that it replaces.</summary>
    /// <param name="path">The file to write or to replace; its directory exists.</param>
    /// <param name="network">The network whose parameters are written.</param>
    /// <param name="keepPrevious">Whether a file that is replaced is kept under <see cref="AtomicFile.PreviousPath"/>.</param>
    /// <returns>What was written; or a failure if a parameter is not finite or the file cannot be written.</returns>
    /// <exception cref="ArgumentException">The network's parameters contradict themselves: two share a name, or axes and values differ.</exception>
    public static Result<WeightsSummary> Save(string path, INetwork network, bool keepPrevious)
    {
        NetworkParameters parameters = new(network);
        return Content(path, parameters)
            .Then(content =>
                AtomicFile.Write(path, stream => content(stream), keepPrevious, AtomicFile.Disk)
            )
            .Map(bytes => parameters.Summarize(path, bytes));
    }

    /// <summary>Writes the parameters to a stream, as <see cref="Save(string, INetwork)"/> does to a file.</summary>
    /// <param name="stream">Is written to from where it stands. Stays open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="network">The network whose parameters are written.</param>
    /// <returns>What was written; or a failure if a parameter is not finite or the stream cannot be written to.</returns>
    /// <exception cref="ArgumentException">The network's parameters contradict themselves: two share a name, or axes and values differ.</exception>
    public static Result<WeightsSummary> Save(Stream stream, string name, INetwork network)
    {
        ArgumentNullException.ThrowIfNull(stream);
        NetworkParameters parameters = new(network);
        return Content(name, parameters)
            .Then(content => TensorFile.Write(stream, name, content))
            .Map(bytes => parameters.Summarize(name, bytes));
    }

    /// <summary>Reads the parameters of a network; all of them, or none if anything about the file is wrong.</summary>
    /// <param name="path">
    /// A safetensors file with exactly the tensors of the network, in any order; or a checkpoint of the network, of which
    /// the current parameters are taken.
    /// </param>
    /// <param name="network">The network whose parameters are overwritten.</param>
    /// <returns>What was read; or a failure that says what differs, and then the network is as it was.</returns>
    /// <exception cref="ArgumentException">The network's parameters contradict themselves: two share a name, or axes and values differ.</exception>
    public static Result<WeightsSummary> Load(string path, INetwork network)
    {
        NetworkParameters parameters = new(network);
        return TensorFile.Open(path, file => Load(file, path, network, parameters));
    }

    /// <summary>Reads the parameters of a network from a stream; all of them, or none if anything about it is wrong.</summary>
    /// <param name="stream">Can seek, and holds a safetensors file and nothing else. Stays open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="network">The network whose parameters are overwritten.</param>
    /// <returns>What was read; or a failure that says what differs, and then the network is as it was.</returns>
    /// <exception cref="ArgumentException">
    /// The stream cannot seek, or the network's parameters contradict themselves: two share a name, or axes and values differ.
    /// </exception>
    public static Result<WeightsSummary> Load(Stream stream, string name, INetwork network)
    {
        NetworkParameters parameters = new(network);
        return TensorFile.Read(stream, name, file => Load(file, name, network, parameters));
    }

    /// <summary>What a file of the parameters holds: writes it, and tells how many bytes that are.</summary>
    private static Result<Func<Stream, long>> Content(string name, NetworkParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (Training.Divergence.FirstValue(parameters.All) is { } broken)
            return new Failure(
                $"{name}: not written: the {broken} is not finite; train again with a lower learning rate."
            );
        FileTensor[] tensors =
        [
            .. parameters.Specs.Zip(
                parameters.All,
                (spec, parameter) => new FileTensor(spec, parameter.Value.Values)
            ),
        ];
        return (Func<Stream, long>)(
            stream => SafetensorsWriter.Write(stream, new(parameters.Network), tensors)
        );
    }

    private static WeightsSummary Load(
        Stream file,
        string name,
        INetwork network,
        NetworkParameters parameters
    )
    {
        SafetensorsReader reader = new(file);
        if (reader.Metadata.State is null)
        {
            TensorSpec[] specs = [.. parameters.Specs];
            TensorFile.RequireFit(reader.Difference(specs), parameters.Network);
            ImmutableArray<float>[] values = reader.Read(specs);
            for (int i = 0; i < values.Length; i++)
                values[i].CopyTo(parameters.All[i].Value.Values);
        }
        else
            CheckpointReader.Read(reader, parameters).Parameters.Restore(network).ValueOrThrow();
        return parameters.Summarize(name, file.Length);
    }
}
