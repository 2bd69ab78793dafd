using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Losses;

namespace LayerGen.Generator.Core;

/// <summary>
/// What is generated into the class of a network, by name: its own members must be others. All that any plan could need, so
/// that a name is free or taken whatever is planned. A test compares it with the code that is generated.
/// </summary>
internal sealed class GeneratedMembers
{
    private const string Matrix = "MathNet.Numerics.LinearAlgebra.Single.DenseMatrix";

    /// <summary>In place of a stage's name: <c>Conv1</c>; in a field <c>conv1</c>.</summary>
    private const string Stage = "*";

    /// <summary>The stages that stand for no layer.</summary>
    private static readonly string[] CopyStages =
    [
        "Entry",
        "Entry1",
        "Entry2",
        "Entry3",
        "Entry4",
        "Logits",
    ];

    private static readonly string[] ValuesAndTypes =
    [
        "InputSize",
        "OutputSize",
        "ParameterCount",
        "MultiplyAdds",
        "GroupSize",
        "SamplesPerShard",
        "FewestShards",
        "PackPhase",
        "SamplesPhase",
        "GradientsPhase",
        "ForwardPackItems",
        "BackwardPackItems",
        "GradientItems",
        "Description",
        "LayerGen.INetwork.Description",
        "Parameters",
        "MaxBatchSize",
        "Workers",
        "DropoutPosition",
        "ClassWeights",
        "SampleWeights",
        "_shardGradients",
        "_packed",
        "_version",
        "_workspaces",
        "_shardLosses",
        "_shardCorrect",
        "_calls",
        "_ownOutputs",
        "_seed",
        "_inputs",
        "_outputs",
        "_targets",
        "_classWeights",
        "_batch",
        "_shards",
        "_step",
        "_training",
        "_measures",
        "IKernels",
        "Workspace",
        "Vector512Kernels",
        "Vector256Kernels",
        "Vector128Kernels",
        "_*Weight",
        "_*WeightGradient",
        "_*Bias",
        "_*BiasGradient",
        "_*Output",
        "_*OutputGradient",
        "_*ForwardWeight",
        "_*BackwardWeight",
        "_*TransformedWeight",
        "_*PaddedBias",
    ];

    /// <summary>Name, <c>`1</c> where it has a type parameter, and the types of its parameters.</summary>
    private static readonly string[] Methods =
    [
        ".ctor(ulong, int, int)",
        $"Forward({Matrix})",
        $"Forward({Matrix}, {Matrix})",
        "Dispose()",
        "Leave()",
        "Sum()",
        $"Run({Matrix}, bool)",
        "LayerGen.Kernels.IParallelWork.Execute(int, int, int)",
        "Execute`1(int, int, int)",
        "Pack`1(Workspace)",
        "PackForward`1(int)",
        "PackBackward(int)",
        "RunShard`1(int, Workspace)",
        "Forward`1(nint, nint, Workspace)",
        "Backward`1(nint, nint, Workspace)",
        "Backward`1(nint, nint, LayerGen.Kernels.AlignedBuffer<float>, Workspace)",
        "Finish(nint, nint, Workspace)",
        "CompleteGradients`1(int)",
        "Pack*ForwardWeight(ref float, int, int)",
        "Pack*BackwardWeight(ref float, int, int)",
        "Pack*BackwardWeight(ref float, nint, nint)",
        "Complete*Gradient()",
        "Complete*Gradient(int, int)",
        "Complete*Gradient`1(int, int)",
        "*Forward(ref float, ref float)",
        "*Forward(ref float, ref float, ulong, bool)",
        "*InputGradient(ref float, ref float)",
        "*InputGradient(ref float, ref float, ulong)",
        "*InputGradient(ref float, ref byte, ref float)",
        "*InputGradient(ref float, ref int, ref float)",
        "*Planes(ref float, ref float)",
        "*GradientPlanes(ref float, ref float)",
        "*MapPixels(ref float, ref float)",
    ];

    private readonly HashSet<string> _valuesAndTypes;
    private readonly HashSet<string> _signatures;
    private readonly HashSet<string> _methodNames;

    private GeneratedMembers(IEnumerable<string> stages, IEnumerable<string> methods)
    {
        string[] names = [.. CopyStages, .. stages];
        _valuesAndTypes = [.. ValuesAndTypes.SelectMany(name => OfStages(name, names, Camel))];
        _signatures = [.. methods.SelectMany(method => OfStages(method, names, name => name))];
        _methodNames = [.. _signatures.Select(NameOf)];
    }

    /// <summary>Everything that is listed, whatever the loss, with <c>*</c> in place of a stage's name.</summary>
    public static IEnumerable<string> Patterns =>
        [
            .. ValuesAndTypes,
            .. Methods,
            .. LossTargets.All.Select(targets => targets.Type).Distinct().SelectMany(Losses),
        ];

    /// <summary>What is generated for a network.</summary>
    /// <param name="layers">Its layers.</param>
    public static GeneratedMembers Of(IReadOnlyList<AttributeCall> layers)
    {
        return new(StageNames(layers, ""), [.. Methods, .. Losses(TargetsOf(layers))]);
    }

    /// <summary>The names of all stages that could be planned: <c>Conv1</c>; in a block <c>Residual1Conv1</c>.</summary>
    private static IEnumerable<string> StageNames(
        IReadOnlyList<AttributeCall> layers,
        string prefix
    ) =>
        layers.SelectMany(
            (layer, i) =>
            {
                string stem = layer.Name.Substring(layer.Name.LastIndexOfAny(['.', ':']) + 1);
                if (stem.Length == 0)
                    return []; // half-typed
                string name =
                    prefix
                    + $"{stem[0]}{stem.Substring(1).ToLowerInvariant()}"
                    + CSharpText.Number(
                        layers.Take(i + 1).Count(other => other.Name == layer.Name)
                    );
                return layer.IsBlock
                    ? StageNames(layer.Body, name)
                    : (string[])
                        [
                            name,
                            $"{name}Input",
                            $"{name}Input2",
                            $"{name}Input3",
                            $"{name}Input4",
                            $"{name}Input5",
                        ];
            }
        );

    /// <summary>Whether something generated has a name.</summary>
    public bool Have(string name) => _valuesAndTypes.Contains(name) || _methodNames.Contains(name);

    /// <summary>Whether a generated method has this signature.</summary>
    public bool HaveMethod(string signature) => _signatures.Contains(signature);

    /// <summary>Whether the language forbids a member beside those that are generated.</summary>
    public bool Forbid(OwnMember member) =>
        member.IsMethod
            ? _valuesAndTypes.Contains(member.Name) || HaveMethod(member.Signature)
            : Have(member.Name);

    /// <summary>What the loss takes; the most usual where the last layer is wrong, or is no loss.</summary>
    private static string TargetsOf(IReadOnlyList<AttributeCall> layers)
    {
        if (layers.Count == 0)
            return Matrix;
        AttributeCall last = layers[layers.Count - 1];
        return last.IsBlock ? TargetsOf(last.Body)
            : LayerCatalog.Find(last.Name)?.Bind(last)
                is Result<Layer>.Ok { Value.LossAtEnd.Targets: { } targets }
                ? targets.Type
            : Matrix;
    }

    private static string[] Losses(string targets) =>
        [
            $"Loss({Matrix}, {targets})",
            $"Loss({Matrix}, {targets}, {Matrix})",
            $"LossAndGradients({Matrix}, {targets})",
        ];

    private static IEnumerable<string> OfStages(
        string pattern,
        string[] stages,
        Func<string, string> spell
    ) =>
        pattern.Contains(Stage)
            ? stages.Select(stage => pattern.Replace(Stage, spell(stage)))
            : [pattern];

    private static string Camel(string name) => char.ToLowerInvariant(name[0]) + name.Substring(1);

    private static string NameOf(string signature) =>
        signature.Substring(0, signature.IndexOfAny(['`', '(']));
}
