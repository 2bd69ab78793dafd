using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission;

/// <summary>Writes what users of a network call: constants, creation, parameters, forward, loss and gradients.</summary>
internal sealed partial class ApiEmitter(Plan plan)
{
    private const string Matrix = "global::MathNet.Numerics.LinearAlgebra.Single.DenseMatrix";

    private string Targets => $"global::{plan.Loss.Targets.Type}";

    private IEnumerable<(Stage Stage, StageTensor Tensor)> Tensors =>
        from stage in plan.Stages
        from tensor in stage.Tensors
        select (stage, tensor);

    public string Interfaces =>
        $"global::{plan.Loss.Targets.Interface}, global::LayerGen.Kernels.IParallelWork";

    /// <summary>The class's documentation: its table of layers.</summary>
    public void WriteClassSummary(SourceWriter writer)
    {
        writer.Write("/// <summary>");
        writer.Write(
            $"/// {plan.Graph.Input} → {plan.Graph.Output} in {plan.Graph.Layers.Count} layers: {Literals.Grouped(plan.Graph.ParameterCount)} parameters, {Literals.Grouped(plan.Graph.MultiplyAdds)} multiply-adds a sample."
        );
        writer.Write("/// <list type=\"table\">");
        writer.Write(
            "/// <listheader><term>layer</term><description>output, parameters</description></listheader>"
        );
        foreach (ShapedLayer layer in plan.Graph.Layers)
            writer.Write(
                $"/// <item><term>{layer.Name}</term><description>{layer.Output}, {Literals.Grouped(layer.ParameterCount)}</description></item>"
            );
        writer.Write("/// </list>");
        writer.Write("/// </summary>");
    }

    public void WriteConstants(SourceWriter writer)
    {
        void Constant(string summary, string type, string name, string value) =>
            writer.Write(
                $"/// <summary>{summary}</summary>\npublic const {type} {name} = {value};\n"
            );
        Constant(
            $"Values of one input sample: {plan.Graph.Input}.",
            "int",
            "InputSize",
            $"{plan.Graph.Input.Size}"
        );
        Constant("Outputs of one sample.", "int", "OutputSize", $"{plan.Graph.Output.Size}");
        Constant(
            "Learned numbers in all.",
            "int",
            "ParameterCount",
            $"{plan.Graph.ParameterCount}"
        );
        Constant(
            "Multiply-adds of one forward pass of one sample.",
            "long",
            "MultiplyAdds",
            $"{plan.Graph.MultiplyAdds}L"
        );
        writer.Write(
            $"/// <summary>How many samples a worker takes through the network together.</summary>\nprivate const int GroupSize = {plan.GroupSize};\n\n/// <summary>A batch has one shard for each so many samples begun.</summary>\nprivate const int SamplesPerShard = {plan.SamplesPerShard};\n\n/// <summary>A batch of at least so many samples has at least so many shards.</summary>\nprivate const int FewestShards = {plan.FewestShards};\n"
        );
    }

    public void WriteFields(SourceWriter writer, bool ownsCopies)
    {
        writer.Write("");
        foreach ((Stage stage, StageTensor tensor) in Tensors)
        {
            string field = Literals.Field($"{stage.Name}{tensor.Role}");
            string order = tensor.Shape.Axes.Count > 1 ? ", outputs fastest" : "";
            writer.Write(
                $"private readonly float[] {field}; // {string.Join(" × ", tensor.Shape.Axes)}{order}"
            );
            if (tensor.IsTrained)
                writer.Write($"private readonly float[] {field}Gradient;");
        }
        foreach (PlannedBuffer buffer in plan.Buffers)
            if (buffer.Scope is BufferScope.Shard or BufferScope.Batch or BufferScope.Network)
                writer.Write(
                    $"private readonly AlignedBuffer<{buffer.Element}> {Literals.Field(buffer.Name)}; // {buffer.Purpose}"
                );
        if (ShardGradients.Size(plan) > 0)
            writer.Write("private readonly BatchGradients _shardGradients;");
        writer.Write(
            $"""
            private readonly PackedSources _packed;{(
                ownsCopies
                    ? "\nprivate long _version; // of the weights: how often copies of them had to be made anew"
                    : ""
            )}
            private readonly Workspace[] _workspaces;
            private readonly double[] _shardLosses = new double[Shards.Most];
            private readonly int[] _shardCorrect = new int[Shards.Most];
            private readonly CallGuard _calls = new({Literals.Quoted(plan.Graph.ClassName)});
            private readonly OwnOutputs _ownOutputs;
            private ulong _seed; // of the dropout masks
            private float[] _inputs = [];
            private float[]? _outputs;
            private {plan.Loss.Targets.Field} _targets{(
                plan.Loss.Targets.Field.EndsWith("[]", StringComparison.Ordinal) ? " = []" : ""
            )};{(
                plan.Loss.TakesClassWeights
                    ? "\nprivate float[] _classWeights = []; // empty for none"
                    : ""
            )}
            private int _batch;
            private int _shards;
            private long _step; // training batches so far
            private bool _training;
            private bool _measures; // whether the loss is wanted
            """
        );
    }

    public void WriteConstructor(SourceWriter writer, string className, string packedSources)
    {
        writer.Write("");
        writer.Write(
            $"""
            /// <summary>Creates the network with initial weights.</summary>
            /// <remarks>
            /// Weights before ReLU start as He uniform, U(±√(6 / fanIn)); the others as Glorot uniform,
            /// U(±√(6 / (fanIn + fanOut))); biases start at 0. All memory of a training step is allocated here.
            /// </remarks>
            /// <param name="seed">Decides the initial weights and what dropout drops: one seed, the same bits.</param>
            /// <param name="maxBatchSize">The largest number of samples that one call takes; at least 1.</param>
            /// <param name="threads">How many threads run shards of a batch, the caller's included; 0 for one a processor.</param>
            """
        );
        writer.Open(
            $"public {Literals.Identifier(className)}(ulong seed = 0, int maxBatchSize = 32, int threads = 0)"
        );
        writer.Write(
            $"""
            BatchCheck.MaxBatchSize(maxBatchSize, {plan.LargestOfSample}, {Literals.Quoted(
                plan.Graph.ClassName
            )});
            MaxBatchSize = maxBatchSize;
            _seed = seed;
            """
        );
        int stream = 0;
        List<string> entries = [];
        foreach ((Stage stage, StageTensor tensor) in Tensors)
        {
            ParameterShape shape = tensor.Shape;
            string name = $"{stage.Name}{tensor.Role}";
            string local = char.ToLowerInvariant(name[0]) + name.Substring(1);
            string field = Literals.Field(name);
            writer.Write("");
            writer.Write(
                $"var {local} = ParameterStorage.Allocate({shape.Rows}, {shape.Columns});\nvar {local}Gradient = ParameterStorage.Allocate({shape.Rows}, {shape.Columns});"
            );
            writer.Write($"{field} = {local}.Values;");
            if (tensor.IsTrained)
                writer.Write($"{field}Gradient = {local}Gradient.Values;");
            switch (tensor.Start)
            {
                case Start.Random(var initialiser):
                    string random = $"random{stage.Name}";
                    writer.Write(
                        $"var {random} = global::LayerGen.RandomSource.For(seed, {stream++});"
                    );
                    writer.Write(
                        initialiser == Initialiser.HeUniform
                            ? $"Initializers.HeUniform({field}, {shape.FanIn}, ref {random});"
                            : $"Initializers.GlorotUniform({field}, {shape.FanIn}, {shape.FanOut}, ref {random});"
                    );
                    break;
                case Start.Constant(not 0 and var value):
                    writer.Write($"{field}.AsSpan().Fill({Literals.Of(value)});");
                    break;
            }
            string penalty = tensor.Penalty.IsNone
                ? ""
                : $", {Literals.Of(tensor.Penalty.L1)}, {Literals.Of(tensor.Penalty.L2)}";
            string state = tensor.IsTrained ? "" : " { IsTrained = false }";
            entries.Add(
                $"    new({Literals.Quoted($"{stage.LayerName}.{shape.Role}")}, [{Literals.List(shape.Axes)}], {local}, {local}Gradient{penalty}){state},"
            );
        }
        writer.Write("");
        writer.Write("Parameters =\n[");
        foreach (string entry in entries)
            writer.Write(entry);
        writer.Write("];\n");
        foreach (PlannedBuffer buffer in plan.Buffers)
            if (buffer.Scope is BufferScope.Shard or BufferScope.Batch or BufferScope.Network)
                writer.Write(
                    $"{Literals.Field(buffer.Name)} = new({BufferEmitter.LengthOf(buffer, BufferEmitter.CountOf(buffer.Scope))});"
                );
        if (ShardGradients.Size(plan) > 0)
            writer.Write(
                $"_shardGradients = new(Shards.Count(maxBatchSize, SamplesPerShard, FewestShards), {ShardGradients.Size(plan)});"
            );
        writer.Write(
            $"""
            _packed = new({packedSources});
            _ownOutputs = new(OutputSize, maxBatchSize);
            Workers = new(threads);
            _workspaces = new Workspace[Workers.Count];
            for (int i = 0; i < _workspaces.Length; i++)
                _workspaces[i] = new();
            """
        );
        writer.Close();
    }
}
