using LayerGen.Generator.Core;
using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>Writes a fused convolution's calls; its kernels are in <see cref="ConvForward"/> and <see cref="LiveGradient"/>.</summary>
internal class ConvEmitter(Plan plan, int index, ConvStage stage) : StageEmitter(plan, index)
{
    public override Stage Stage => stage;

    private bool HasBias => stage.Learned.Bias is not null;

    private bool HasWinner => stage.Pool?.Pooling == Pooling.Max;

    private bool ListsWindows => stage.Windows == ConvWindowAlgorithm.LiveWindows;

    private bool IsFilterWise => stage.Backward == ConvBackwardAlgorithm.FilterWise;

    public override IEnumerable<Kernel> Kernels
    {
        get
        {
            IEnumerable<Kernel> forward = stage.Tiles is null
                ? [ForwardKernel]
                : WinogradForward.Kernels(stage, ForwardKernel);
            foreach (Kernel kernel in forward)
                yield return kernel;
            foreach (Kernel kernel in WeightGradientKernels)
                yield return kernel;
            if (stage.NeedsInputGradient)
                yield return new(
                    $"{Name}InputGradient",
                    "ref float dOutput"
                        + (HasWinner ? ", ref byte winner" : "")
                        + ", ref float weight, ref ulong masks, ref float dInput",
                    $"Computes one sample's input gradient of {Name}: at each position, from the filters that are live there.",
                    (writer, width) => ConvInputGradient.Write(writer, stage.Unpooled, width)
                );
        }
    }

    protected virtual Kernel ForwardKernel =>
        new(
            $"{Name}Forward",
            "ref float input, ref float weight"
                + (HasBias ? ", ref float bias" : "")
                + ", ref float output"
                + (HasWinner ? ", ref byte winner" : "")
                + (stage.KeepsMap ? ", ref float map" : "")
                + (ListsWindows ? ", ref int windows" : "")
                + (stage.Tiles is null ? "" : ", ref float transformed, ref float products"),
            ConvForward.Summary(stage),
            stage.Tiles is not null ? (writer, width) => WinogradForward.Write(writer, stage, width)
                : ListsWindows ? (writer, width) => LiveWindowForward.Write(writer, stage, width)
                : (writer, width) => ConvForward.Write(writer, stage, width)
        );

    /// <summary>What comes back through pooling and activation, and the weight gradient.</summary>
    protected virtual IEnumerable<Kernel> WeightGradientKernels
    {
        get
        {
            if (stage.Map is not null)
                yield return new(
                    $"{Name}MapGradient",
                    "ref float dOutput, ref float map",
                    $"Spreads one sample's gradient over the positions of each window of {Name}.",
                    (writer, width) => MapGradient.Write(writer, stage, width)
                );
            else if (stage.Activation != Activation.None && !stage.FoldsActivation)
                yield return Activations.GradientKernel(stage.Activation);
            yield return IsFilterWise
                ? new(
                    $"{Name}WeightGradient",
                    "ref float input"
                        + (stage.FoldsActivation ? ", ref float output" : "")
                        + ", ref float dOutput"
                        + (HasWinner ? ", ref byte winner" : "")
                        + (ListsWindows ? ", ref int windows" : "")
                        + ", ref float dWeight"
                        + (HasBias ? ", ref float dBias" : ""),
                    $"Adds one sample's weight{(HasBias ? " and bias" : "")} gradient of {Name}, for many filters at once.",
                    (writer, width) => FilterWiseGradient.Write(writer, stage.Unpooled, width)
                )
                : new(
                    $"{Name}WeightGradient",
                    "ref float input, ref float dOutput"
                        + (HasWinner ? ", ref byte winner" : "")
                        + ", ref uint positions, ref float dWeight",
                    $"Adds one sample's weight gradient of {Name}, from live positions only.",
                    (writer, width) => LiveGradient.Write(writer, stage.Unpooled, width)
                );
        }
    }

    public override void Forward(SourceWriter writer)
    {
        List<string> arguments =
        [
            InputOfSample,
            stage.Tiles is null
                ? Addresses.ForwardWeight(stage)
                : Addresses.Start($"{Name}TransformedWeight"),
        ];
        if (HasBias)
            arguments.Add(Addresses.Start($"{Name}PaddedBias"));
        arguments.Add(Addresses.Sample($"{Name}Output"));
        if (HasWinner)
            arguments.Add(Addresses.Sample($"{Name}Winner"));
        if (stage.KeepsMap)
            arguments.Add(Addresses.Sample($"{Name}Map"));
        if (ListsWindows)
        {
            Layout output = stage.Output;
            Size2 step = ConvForward.WindowStride(stage);
            string windows = Addresses.Sample($"{Name}Windows");
            int[] grid =
            [
                output.Height,
                output.Width,
                step.Height * stage.Stride.Height * stage.Input.RowStride,
                step.Width * stage.Stride.Width * stage.Input.ChannelStride,
                ConvWindowChoice.PatchRows(stage),
                ConvWindowChoice.PatchValues(stage),
                stage.Input.RowStride,
                output.Origin,
                output.RowStride,
                output.ChannelStride,
                ConvWindowChoice.Spare(stage),
            ];
            writer.Write(
                $"WindowList.Fill({arguments[0]}, new({string.Join(", ", grid)}), {windows});"
            );
            arguments.Add(windows);
        }
        if (stage.Tiles is not null)
            arguments.AddRange([
                Addresses.Start($"{Name}Transformed"),
                Addresses.Start($"{Name}Products"),
            ]);
        writer.Write($"TKernels.{Name}Forward({string.Join(", ", arguments)});");
    }

    public override void Backward(SourceWriter writer)
    {
        WeightGradient(writer);
        if (!stage.NeedsInputGradient)
            return;
        ClearInputGradient(writer);
        writer.Write(
            $"""
                TKernels.{Name}InputGradient({PositionGradients}, {Addresses.Start(
                    $"{Name}BackwardWeight"
                )}, {Addresses.Start("LiveFilters")}, {InputGradient});
                """
        );
    }

    /// <summary>The gradients of the convolution's positions, which lie in its map if a mean follows.</summary>
    private string MapGradients =>
        stage.Map is null ? OutputGradient : Addresses.Sample($"{Name}Map");

    /// <summary>The same, and which position of each window they belong to if a maximum follows.</summary>
    private string PositionGradients =>
        MapGradients + (HasWinner ? $", {Addresses.Sample($"{Name}Winner")}" : "");

    /// <summary>The shard's sums of the weight gradient.</summary>
    protected string DWeight => $"ref shardGradients.At({ShardGradients.Offset(Plan, Index)})";

    /// <summary>The shard's sums of the bias gradient.</summary>
    protected string DBias => $"ref shardGradients.At({ShardGradients.BiasOffset(Plan, Index)})";

    /// <summary>Writes the way back through pooling and activation, and the weight gradient.</summary>
    protected virtual void WeightGradient(SourceWriter writer)
    {
        if (stage.Map is not null)
            writer.Write(
                $"TKernels.{Name}MapGradient({OutputGradient}, {Addresses.Sample($"{Name}Map")});"
            );
        else if (stage.Activation != Activation.None && !stage.FoldsActivation)
            writer.Write(
                $"TKernels.{stage.Activation}Gradient({stage.Output.Size}, {Addresses.Sample($"{Name}Output")}, {OutputGradient});"
            );
        string dWeight = DWeight + (HasBias ? $", {DBias}" : "");
        if (IsFilterWise)
        {
            string windows = ListsWindows ? $", {Addresses.Sample($"{Name}Windows")}" : "";
            string output = stage.FoldsActivation ? $"{Addresses.Sample($"{Name}Output")}, " : "";
            writer.Write(
                $"TKernels.{Name}WeightGradient({InputOfSample}, {output}{PositionGradients}{windows}, {dWeight});"
            );
        }
        else
            WeightGradientFromLivePositions(writer);
    }

    private void WeightGradientFromLivePositions(SourceWriter writer)
    {
        Layout output = stage.Unpooled.Output;
        string positions =
            $"{output.Height}, {output.Width}, {output.RowStride}, {output.ChannelStride}, {Layout.RoundUp(stage.Filters)}";
        string first =
            output.Origin == 0 ? MapGradients : $"ref Unsafe.Add({MapGradients}, {output.Origin})";
        if (HasBias)
            writer.Write($"LiveMask.AddByFilter({first}, {positions}, {DBias});");
        writer.Write(
            $"""
            LiveMask.ByFilter({first}, {positions}, ref work.LivePositions.Start);
            TKernels.{Name}WeightGradient({InputOfSample}, {PositionGradients}, ref work.LivePositions.Start, {DWeight});
            """
        );
    }

    public override IEnumerable<SlicedWork> ForwardPacking =>
        stage.Tiles is null
            ? Packing.Forward(stage, Addresses)
            :
            [
                .. Packing.Forward(stage, Addresses),
                SlicedWork.Of(
                    $"TKernels.{Name}TransformWeight({Addresses.Array($"{Name}Weight")}, {Addresses.Start($"{Name}TransformedWeight")}, {{0}}, {{1}})",
                    stage.Input.Channels,
                    stage.Learned.Weight.Size,
                    Literals.Field($"{Name}Weight"),
                    $"{Name}TransformedWeight"
                ),
            ];

    public override IEnumerable<SlicedWork> BackwardPacking =>
        stage.NeedsInputGradient
            ?
            [
                SlicedWork.Of(
                    $"Pack{Name}BackwardWeight({Addresses.Start($"{Name}BackwardWeight")}, {{0}}, {{1}})",
                    stage.Filters,
                    stage.Learned.Weight.Size,
                    target: $"{Name}BackwardWeight"
                ),
            ]
            : [];

    public override IEnumerable<SlicedWork> Gradients
    {
        get
        {
            if (stage.Backward != ConvBackwardAlgorithm.LivePositions)
            {
                yield return new($"Complete{Name}Gradient()", 1, 1);
                yield break;
            }
            // Filters are scattered in the natural order, and a penalty is added in that order: then it is one piece.
            string call = $"Complete{Name}Gradient({{0}}, {{1}})";
            yield return stage.Learned.Penalty.IsNone
                ? SlicedWork.Of(call, stage.Filters, stage.Learned.Weight.Size)
                : new(call, stage.Filters, 1);
        }
    }

    public override void Methods(SourceWriter writer)
    {
        Packing.WriteForward(writer, stage);
        WriteBackwardMethods(writer);
    }

    /// <summary>Writes the functions of the backward pass that do not depend on the vector width.</summary>
    protected void WriteBackwardMethods(SourceWriter writer)
    {
        if (stage.NeedsInputGradient)
            ConvPacking.WriteBackwardWeight(writer, stage);
        ConvPacking.WriteCompleteGradient(writer, Plan, Index, stage);
    }
}
