using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission;

/// <summary>Turns a plan into text: one file that is the network, and one of kernels for each vector width.</summary>
internal static class NetworkEmitter
{
    private static readonly string[] Usings =
    [
        "System",
        "System.Runtime.CompilerServices",
        "System.Runtime.InteropServices",
        "System.Runtime.Intrinsics",
        "LayerGen.Initialization",
        "LayerGen.Kernels",
        "LayerGen.Losses",
    ];

    public static EquatableArray<GeneratedFile> Emit(Plan plan)
    {
        IReadOnlyList<StageEmitter> stages =
        [
            .. Enumerable
                .Range(0, plan.Stages.Count)
                .Select(index => StageEmitter.For(plan, index)),
        ];
        IReadOnlyList<Kernel> kernels = KernelsEmitter.KernelsOf(stages);
        string hint = plan.Graph.FullName;
        return
        [
            new($"{hint}.g.cs", Network(plan, stages, kernels)),
            .. VectorWidth.All.Select(width => new GeneratedFile(
                $"{hint}.{width.Name}.g.cs",
                Kernels(plan, kernels, width)
            )),
        ];
    }

    private static string Network(
        Plan plan,
        IReadOnlyList<StageEmitter> stages,
        IReadOnlyList<Kernel> kernels
    )
    {
        string name = plan.Graph.ClassName;
        ApiEmitter api = new(plan);
        PassEmitter pass = new(plan, stages);
        return File(
            plan,
            [
                $"The network {name}, as declared by the attributes on its class.",
                "",
                .. HeaderEmitter.LayerTable(plan.Graph),
                "",
                .. HeaderEmitter.StageTable(StageSummary.Of(plan)),
                "",
                .. PlanNotes.Choices(plan),
                .. PlanNotes.Running(plan),
                $"Kernels for each vector width are in {name}.Vector512.g.cs, {name}.Vector256.g.cs and {name}.Vector128.g.cs.",
            ],
            writer =>
            {
                api.WriteClassSummary(writer);
                writer.Open($"partial class {Literals.Identifier(name)} : {api.Interfaces}");
                api.WriteConstants(writer);
                pass.WriteConstants(writer);
                api.WriteFields(writer, pass.CopyVersions.Any());
                api.WriteConstructor(writer, name, pass.PackedSources);
                api.WriteMembers(writer);
                pass.Write(writer);
                KernelsEmitter.WriteInterface(writer, kernels);
                BufferEmitter.WriteWorkspace(writer, plan, pass.CopyVersions);
                writer.Close();
            }
        );
    }

    private static string Kernels(Plan plan, IReadOnlyList<Kernel> kernels, VectorWidth width) =>
        File(
            plan,
            [
                $"Kernels of {plan.Graph.ClassName} for vectors of {width.Lanes} floats.",
                "Every size is a literal; sums are kept in registers; what each kernel computes is said at IKernels.",
            ],
            writer =>
            {
                writer.Open($"partial class {Literals.Identifier(plan.Graph.ClassName)}");
                KernelsEmitter.WriteImplementation(writer, plan, kernels, width);
                writer.Close();
            }
        );

    private static string File(Plan plan, IEnumerable<string> head, Action<SourceWriter> body)
    {
        SourceWriter writer = new();
        HeaderEmitter.WriteFileHead(writer, head);
        foreach (string name in Usings)
            writer.Write($"using global::{name};");
        writer.Write("");
        if (plan.Graph.Namespace.Length > 0)
            writer.Write($"namespace {Literals.QualifiedName(plan.Graph.Namespace)};\n");
        body(writer);
        return writer.Finish();
    }
}
