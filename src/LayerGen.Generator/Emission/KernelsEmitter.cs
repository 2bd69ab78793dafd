using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;
using LayerGen.Generator.Emission.Stages;

namespace LayerGen.Generator.Emission;

/// <summary>Writes the kernels: an interface that says what each computes, and one implementation a vector width.</summary>
internal static class KernelsEmitter
{
    /// <summary>The kernels of all stages, each once.</summary>
    public static IReadOnlyList<Kernel> KernelsOf(IReadOnlyList<StageEmitter> stages) =>
        [
            .. stages
                .SelectMany(stage => stage.Kernels)
                .GroupBy(kernel => kernel.Name)
                .Select(group => group.First()),
        ];

    public static void WriteInterface(SourceWriter writer, IReadOnlyList<Kernel> kernels)
    {
        writer.Write("");
        writer.Write(
            "/// <summary>The computations whose code depends on the vector width.</summary>"
        );
        writer.Open("private interface IKernels");
        bool first = true;
        foreach (Kernel kernel in kernels.Where(kernel => !kernel.IsPart))
        {
            if (!first)
                writer.Write("");
            first = false;
            writer.Write($"/// <summary>{kernel.Summary}</summary>");
            writer.Write($"static abstract void {kernel.Name}({kernel.Parameters});");
        }
        writer.Close();
    }

    public static void WriteImplementation(
        SourceWriter writer,
        Plan plan,
        IReadOnlyList<Kernel> kernels,
        VectorWidth width
    )
    {
        writer.Write($"/// <summary>The kernels for vectors of {width.Lanes} floats.</summary>");
        writer.Open($"private readonly struct {width.Name}Kernels : IKernels");
        bool first = true;
        foreach (Kernel kernel in kernels)
        {
            if (!first)
                writer.Write("");
            first = false;
            writer.Write(
                kernel.IsPart ? $"/// <summary>{kernel.Summary}</summary>" : "/// <inheritdoc/>"
            );
            writer.Write(
                $"[MethodImpl({(kernel.IsPart ? "MethodImplOptions.NoInlining | " : "")}MethodImplOptions.AggressiveOptimization)]"
            );
            writer.Block(
                $"{(kernel.IsPart ? "private" : "public")} static void {kernel.Name}({kernel.Parameters})",
                () => kernel.Body(writer, width)
            );
        }
        if (plan.Stages.Any(TakesMaximum))
            WriteTakeLarger(writer, width.Name);
        WinogradFunctions.Write(
            writer,
            width,
            plan.Stages.OfType<ConvStage>().Select(stage => stage.Tiles).OfType<Winograd>()
        );
        Activations.WriteFunctions(writer, width, UsedActivations(plan));
        writer.Close();
    }

    private static bool TakesMaximum(Stage stage) =>
        stage
            is ConvStage { Pool: { Pooling: Pooling.Max, Size.Area: > 1 } }
                or PoolStage { Pooling: Pooling.Max };

    private static IReadOnlyCollection<Activation> UsedActivations(Plan plan) =>
        [
            .. plan
                .Stages.Select(stage =>
                    stage switch
                    {
                        ConvStage conv => conv.Activation,
                        DenseStage dense => dense.Activation,
                        ActivationStage activation => activation.Activation,
                        JoinStage join => join.Activation,
                        BatchNormStage norm => norm.Activation,
                        _ => Activation.None,
                    }
                )
                .Where(activation => activation != Activation.None)
                .Distinct(),
        ];

    private static void WriteTakeLarger(SourceWriter writer, string v)
    {
        writer.Write("");
        writer.Write(
            "/// <summary>Keeps the larger value and its place; of equal values the earlier one. A NaN is kept for good.</summary>"
        );
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveInlining)]");
        writer.Open(
            $"private static void TakeLarger({v}<float> value, int place, ref {v}<float> largest, ref {v}<int> winner)"
        );
        writer.Write(
            $"""
            var take = {v}.GreaterThan(value, largest) | ~{v}.Equals(value, value);
            largest = {v}.ConditionalSelect(take, value, largest);
            winner = {v}.ConditionalSelect(take.AsInt32(), {v}.Create(place), winner);
            """
        );
        writer.Close();
    }
}
