using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>Writes a dense layer's calls; its kernels are in <see cref="DenseKernels"/>.</summary>
internal sealed class DenseEmitter(Plan plan, int index, DenseStage stage)
    : StageEmitter(plan, index)
{
    /// <summary>A batch's multiply-adds of one weight take about as long as moving so many floats.</summary>
    private const int MultiplyAddsAsFloats = 4;

    public override Stage Stage => stage;

    private bool HasBias => stage.Learned.Bias is not null;

    private bool SkipsInputs => stage.Inputs == DenseInputAlgorithm.LiveInputs;

    private bool SkipsGradients => stage.Gradients == DenseGradientAlgorithm.LiveGradients;

    public override IEnumerable<Kernel> Kernels
    {
        get
        {
            DenseProduct forward = DenseKernels.Forward(stage);
            foreach (
                Kernel kernel in Product(
                    $"{Name}Forward",
                    forward,
                    SkipsInputs,
                    DenseChunks.Panel(stage, Plan.GroupSize) > 0,
                    $"{stage.Input.ValueCount} features → {stage.Units} for several samples: weights are read once for all of them."
                )
            )
                yield return kernel;
            if (stage.Activation != Activation.None)
                yield return Activations.GradientKernel(stage.Activation);
            if (stage.NeedsInputGradient)
                foreach (
                    Kernel kernel in Product(
                        $"{Name}InputGradient",
                        DenseKernels.InputGradient(stage),
                        SkipsGradients,
                        copies: false,
                        $"The input gradient of {Name} for several samples: weightᵀ · dOutput."
                    )
                )
                    yield return kernel;
            string parameters =
                "nint batch, ref float input, ref float dOutput, ref float dWeight, nint begin, nint end";
            yield return new(
                $"{Name}WeightGradient",
                parameters,
                $"The weight gradient of {Name} over the whole batch, dOutput · inputᵀ, for a range of {(stage.Input.IsContiguous ? "features" : "pixels")}.",
                (writer, width) =>
                {
                    if (SkipsInputs)
                        DenseLiveKernels.WriteGradientChoice(writer, stage);
                    DenseGradient.Write(writer, stage, width);
                }
            );
            if (SkipsInputs)
                yield return new(
                    $"{Name}WeightGradientLive",
                    parameters,
                    $"The same for inputs most of which are zero.",
                    (writer, width) => DenseLiveKernels.WriteWeightGradient(writer, stage, width)
                );
            if (HasBias)
                yield return new(
                    $"{Name}BiasGradient",
                    "nint batch, ref float dOutput, ref float dBias",
                    $"The bias gradient of {Name}: the sum of dOutput over the batch.",
                    (writer, width) => DenseGradient.WriteBias(writer, stage, width)
                );
        }
    }

    /// <summary>A product over several samples, and the same over the factors that are not zero.</summary>
    private IEnumerable<Kernel> Product(
        string name,
        DenseProduct product,
        bool skipsZeros,
        bool copies,
        string summary
    )
    {
        string parameters =
            $"ref float {product.Source}, ref float weight{(product.HasBias ? ", ref float bias" : "")}, ref float {product.Target}";
        bool isForward = name == $"{Name}Forward";
        // With zeros skipped one sample goes another way already, and nobody waits for the gradient of one sample.
        bool widens =
            !skipsZeros
            && isForward
            && product.Columns >= DenseKernels.FewestColumnsForOneSample
            && VectorWidth.All.Any(width =>
                DenseKernels.WidensForOneSample(product, width, Plan.GroupSize)
            );
        yield return new(
            name,
            $"nint count, {parameters}" + (copies ? ", ref float panel" : ""),
            summary,
            (writer, width) =>
            {
                if (skipsZeros)
                    DenseLiveKernels.WriteChoice(writer, product, $"{name}Live", copies);
                if (widens)
                    DenseKernels.WriteOneSampleChoice(writer, product, $"{name}One");
                if (isForward && DenseChunks.Pay(stage, Plan.GroupSize))
                    DenseChunkKernels.WriteProduct(writer, product, width, Plan.GroupSize);
                else
                    DenseKernels.WriteProduct(writer, product, width, Plan.GroupSize);
            }
        );
        if (widens)
            yield return new(
                $"{name}One",
                parameters,
                "The same for one sample, with as many sums as the registers hold.",
                (writer, width) => DenseKernels.WriteOneSample(writer, product, width)
            );
        if (skipsZeros)
            yield return new(
                $"{name}Live",
                $"nint count, {parameters}" + (copies ? ", ref float panel" : ""),
                $"The same for {product.Source}s most of which are zero.",
                (writer, width) => DenseLiveKernels.WriteProduct(writer, product, width, copies)
            );
    }

    public override void Forward(SourceWriter writer)
    {
        List<string> arguments = ["count", Addresses.Group(Input), Addresses.ForwardWeight(stage)];
        if (HasBias)
            arguments.Add(Addresses.Start($"{Name}PaddedBias"));
        arguments.Add(Addresses.Group($"{Name}Output"));
        if (DenseChunks.Panel(stage, Plan.GroupSize) > 0)
            arguments.Add(Addresses.Start($"{Name}Panel"));
        writer.Write($"TKernels.{Name}Forward({string.Join(", ", arguments)});");
    }

    public override void Backward(SourceWriter writer)
    {
        string dOutput = Addresses.Group($"{Name}OutputGradient");
        if (stage.Activation != Activation.None)
            writer.Write(
                $"TKernels.{stage.Activation}Gradient(count * {stage.Output.Size}, {Addresses.Group($"{Name}Output")}, {dOutput});"
            );
        if (!stage.NeedsInputGradient)
            return;
        string dInput = Addresses.Group(Addresses.GradientOf(Input));
        string target = Input.AddsGradient ? Addresses.Group($"{Name}InputSums") : dInput;
        writer.Write(
            $"TKernels.{Name}InputGradient(count, {dOutput}, {Addresses.Start($"{Name}BackwardWeight")}, {target});"
        );
        if (Input.AddsGradient)
            writer.Write(
                $"Accumulation.Add(MemoryMarshal.CreateReadOnlySpan({target}, (int)count * {stage.Input.Size}), MemoryMarshal.CreateSpan({dInput}, (int)count * {stage.Input.Size}));"
            );
    }

    public override IEnumerable<SlicedWork> ForwardPacking => Packing.Forward(stage, Addresses);

    // By features, as the weights lie: then a worker packs the part of the weights that it has changed itself.
    public override IEnumerable<SlicedWork> BackwardPacking =>
        stage.NeedsInputGradient
            ?
            [
                Sliced(
                    $"Pack{Name}BackwardWeight",
                    stage.Input.IsContiguous ? Layout.WidestVector : 1,
                    stage.Learned.Weight.Size,
                    $"{Name}BackwardWeight"
                ),
            ]
            : [];

    /// <summary>The features that work can be cut at: each, or each pixel's where a pixel's channels are padded.</summary>
    private int Pieces =>
        stage.Input.IsContiguous ? stage.Input.ValueCount : stage.Input.Height * stage.Input.Width;

    private SlicedWork Sliced(string method, int step, long floats, string target = "")
    {
        string to = target.Length > 0 ? $"{Addresses.Start(target)}, " : "";
        return SlicedWork.Of(
            step == 1
                ? $"{method}({to}{{0}}, {{1}})"
                : $"{method}({to}{step} * {{0}}, Math.Min({step} * {{1}}, {Pieces}))",
            (Pieces + step - 1) / step,
            floats,
            target: target
        ) with
        {
            Whole = $"{method}({to}0, {Pieces})",
        };
    }

    public override IEnumerable<SlicedWork> Gradients
    {
        get
        {
            // Where zeros are skipped, features are looked at by whole vectors.
            int step = SkipsInputs ? Layout.WidestVector : 1;
            yield return Sliced(
                $"Complete{Name}Gradient<TKernels>",
                step,
                MultiplyAddsAsFloats * (long)stage.Learned.Weight.Size
            );
            if (HasBias)
                yield return new(
                    $"TKernels.{Name}BiasGradient(_batch, {Addresses.Start($"{Name}OutputGradient")}, {Addresses.Array($"{Name}BiasGradient")})",
                    1,
                    1
                );
        }
    }

    public override void Methods(SourceWriter writer)
    {
        Packing.WriteForward(writer, stage);
        if (stage.NeedsInputGradient)
            WriteBackwardWeight(writer);
        WriteCompleteGradient(writer);
    }

    private void WriteBackwardWeight(SourceWriter writer)
    {
        Layout input = stage.Input;
        writer.Write("");
        writer.Write(
            $"/// <summary>Copies {stage.Learned.LayerName}.weight: {Layout.WidestVector} features, as they lie in the input, of one unit after the other.</summary>"
        );
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open(
            $"private void Pack{Name}BackwardWeight(ref float packed, nint begin, nint end)"
        );
        writer.Write($"ref float weight = {Addresses.Array($"{Name}Weight")};");
        int stride = stage.BackwardRunStride;
        int perFeature = stride / Layout.WidestVector;
        if (input.IsContiguous)
        {
            writer.Write(
                $"Transposition.CopyInRuns(ref Unsafe.Add(ref weight, begin * {stage.Units}), ref Unsafe.Add(ref packed, begin * {perFeature}), {stride}, end - begin, {stage.Units});"
            );
        }
        else
        {
            writer.Write("for (nint pixel = begin; pixel < end; pixel++)");
            writer.Write(
                $"    Transposition.CopyInRuns(ref Unsafe.Add(ref weight, pixel * {input.Channels * stage.Units}), ref Unsafe.Add(ref packed, pixel * {input.ChannelStride * perFeature}), {stride}, {input.Channels}, {stage.Units});"
            );
        }
        writer.Close();
    }

    private void WriteCompleteGradient(SourceWriter writer)
    {
        writer.Write("");
        writer.Write(
            $"/// <summary>Computes the gradient of {stage.Learned.LayerName}.weight over the whole batch, for a range of its input.</summary>"
        );
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open(
            $"private void Complete{Name}Gradient<TKernels>(int begin, int end)\n    where TKernels : struct, IKernels"
        );
        if (Addresses.IsCallers(Input))
            writer.Write("ref float inputs = ref MemoryMarshal.GetArrayDataReference(_inputs);");
        writer.Write(
            $"TKernels.{Name}WeightGradient(_batch, {Addresses.Start(Input)}, {Addresses.Start($"{Name}OutputGradient")}, {Addresses.Array($"{Name}WeightGradient")}, begin, end);"
        );
        int perPiece = stage.Input.IsContiguous ? stage.Units : stage.Input.Channels * stage.Units;
        Packing.WritePenalty(writer, stage, $"begin * {perPiece}, (end - begin) * {perPiece}");
        writer.Close();
    }
}
