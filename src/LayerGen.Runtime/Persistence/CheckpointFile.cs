namespace LayerGen.Persistence;

/// <summary>
/// Keeps the state of a training run in a safetensors file: the tensors of <see cref="WeightsFile"/>, best weights and
/// moments beside them, and everything else as JSON text in the metadata.
/// </summary>
/// <remarks>
/// <para>
/// Parameters are named as in a file of weights, <c>conv1.weight</c>; those of the best epoch <c>best.conv1.weight</c>;
/// moments <c>optimizer.first_moment.conv1.weight</c>. The same state gives the same bytes.
/// </para>
/// <para>
/// A program that is killed while it saves leaves the old file or the new one, whole; the one before it is kept under
/// <see cref="AtomicFile.PreviousPath"/>.
/// </para>
/// </remarks>
public static class CheckpointFile
{
    /// <summary>Writes a training state; the file is there as a whole or not at all, and the one it replaces is kept.</summary>
    /// <param name="path">The file to write or to replace; its directory exists.</param>
    /// <param name="state">What to write.</param>
    /// <returns>How many bytes were written; or a failure if a number is not finite or the file cannot be written.</returns>
    /// <exception cref="ArgumentException">The state contradicts itself: the best weights or the moments are not those of its parameters.</exception>
    public static Result<long> Save(string path, TrainingState state) =>
        Save(path, state, AtomicFile.Disk);

    /// <summary>Writes a training state to a stream, as <see cref="Save(string, TrainingState)"/> does to a file.</summary>
    /// <param name="stream">Is written to from where it stands. Stays open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="state">What to write.</param>
    /// <returns>How many bytes were written; or a failure if a number is not finite or the stream cannot be written to.</returns>
    /// <exception cref="ArgumentException">The state contradicts itself: the best weights or the moments are not those of its parameters.</exception>
    public static Result<long> Save(Stream stream, string name, TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Content(name, state).Then(content => TensorFile.Write(stream, name, content));
    }

    /// <summary>
    /// Reads a training state and checks that it fits a network, which stays as it is: bring both the network and its
    /// optimizer to it by <see cref="TrainingState.Restore"/>.
    /// </summary>
    /// <param name="path">A file that <see cref="Save(string, TrainingState)"/> wrote.</param>
    /// <param name="network">Declared with the same layers.</param>
    /// <returns>The state; or a failure that says what is wrong, or which tensors and layers differ and how.</returns>
    /// <exception cref="ArgumentException">The network's parameters contradict themselves: two share a name, or axes and values differ.</exception>
    public static Result<TrainingState> Load(string path, INetwork network)
    {
        NetworkParameters parameters = new(network);
        return TensorFile
            .Open(path, file => CheckpointReader.Read(new(file), parameters))
            .MapFailure(failure => MentionPrevious(failure, path, parameters));
    }

    /// <summary>Reads a training state from a stream, as <see cref="Load(string, INetwork)"/> does from a file.</summary>
    /// <param name="stream">Can seek, and holds a checkpoint and nothing else. Stays open.</param>
    /// <param name="name">What messages call it.</param>
    /// <param name="network">Declared with the same layers.</param>
    /// <returns>The state; or a failure that says what is wrong, or which tensors and layers differ and how.</returns>
    /// <exception cref="ArgumentException">
    /// The stream cannot seek, or the network's parameters contradict themselves: two share a name, or axes and values differ.
    /// </exception>
    public static Result<TrainingState> Load(Stream stream, string name, INetwork network)
    {
        NetworkParameters parameters = new(network);
        return TensorFile.Read(stream, name, file => CheckpointReader.Read(new(file), parameters));
    }

    internal static Result<long> Save(string path, TrainingState state, IFileSystem files) =>
        Content(path, state)
            .Then(content =>
                AtomicFile.Write(path, stream => content(stream), keepsPrevious: true, files)
            );

    /// <summary>What a file of a state holds: writes it, and tells how many bytes that are.</summary>
    private static Result<Func<Stream, long>> Content(string name, TrainingState state)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(state);
        FileTensor[] tensors = [.. Tensors(state)];
        foreach (FileTensor tensor in tensors)
            if (!Training.Finite.All(tensor.Values.Span))
                return new Failure(
                    $"{name}: not written: {tensor.Spec.Name} is not finite; train again with a lower learning rate."
                );
        byte[] document = CheckpointDocument.Of(state).ToJson();
        FileMetadata metadata = new(
            state.Network,
            document,
            SafetensorsWriter.Digest(document, tensors)
        );
        return (Func<Stream, long>)(stream => SafetensorsWriter.Write(stream, metadata, tensors));
    }

    /// <summary>The tensors of a state, in the order of <see cref="CheckpointNames.Prefixes"/>.</summary>
    private static IEnumerable<FileTensor> Tensors(TrainingState state)
    {
        IEnumerable<ParameterValues> sets =
        [
            state.Parameters,
            .. state.Best is null ? (ParameterValues[])[] : [state.Best],
            .. state.Optimizer.Moments.Values,
        ];
        HashSet<string> names = [SafetensorsHeader.Metadata];
        foreach (
            (string prefix, ParameterValues set) in CheckpointNames
                .Prefixes(state.Best is not null, state.Optimizer.Moments.Keys)
                .Zip(sets)
        )
        {
            if (!HasSameTensors(set, state.Parameters))
                throw new ArgumentException(
                    $"The tensors '{prefix}…' of the training state are not those of its parameters.",
                    nameof(state)
                );
            foreach (NamedTensor tensor in set.Tensors)
            {
                TensorSpec spec = new(prefix + tensor.Name, tensor.Axes);
                if (
                    !names.Add(spec.Name)
                    || spec.ByteCount != sizeof(float) * (long)tensor.Values.Length
                )
                    throw new ArgumentException(
                        $"The training state has two tensors '{spec.Name}', or its axes and values differ.",
                        nameof(state)
                    );
                yield return new(spec, tensor.Values.AsMemory());
            }
        }
    }

    private static bool HasSameTensors(ParameterValues set, ParameterValues parameters) =>
        set.Tensors.Length == parameters.Tensors.Length
        && set.Tensors.Zip(parameters.Tensors)
            .All(pair =>
                pair.First.Name == pair.Second.Name
                && pair.First.Axes.AsSpan().SequenceEqual(pair.Second.Axes.AsSpan())
            );

    private static Failure MentionPrevious(
        Failure failure,
        string path,
        NetworkParameters parameters
    )
    {
        string previous = AtomicFile.PreviousPath(path);
        // What has that name may be weights, or damaged as well.
        return
            File.Exists(previous)
            && TensorFile.Open(previous, file => CheckpointReader.Read(new(file), parameters))
                is Result<TrainingState>.Ok
            ? new($"{failure.Message} The checkpoint before it is kept: {previous}")
            : failure;
    }
}
