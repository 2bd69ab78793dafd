using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>Writes a batch normalisation's calls; its kernels are in <see cref="BatchNormKernels"/>.</summary>
internal sealed class BatchNormEmitter(Plan plan, int index, BatchNormStage stage)
    : StageEmitter(plan, index)
{
    private readonly BatchNormKernels _kernels = new(stage);

    public override Stage Stage => stage;

    private string Numbers => Addresses.Start($"{Name}Numbers");

    private string Output => Addresses.Sample($"{Name}Output");

    private string Sum => stage.HasSum ? $", {Addresses.Sample(stage.Reads[1])}" : "";

    private bool HandsSumOn => stage.HasSum && stage.Reads[1].NeedsGradient;

    public override IEnumerable<Kernel> Kernels => _kernels.All;

    public override void Forward(SourceWriter writer) =>
        throw new InvalidOperationException("A batch normalisation is written part by part.");

    public override void Backward(SourceWriter writer) => Forward(writer);

    /// <summary>By running statistics, as they were packed.</summary>
    public override void Infer(SourceWriter writer) =>
        writer.Write(
            $"TKernels.{Name}Normalise({InputOfSample}{Sum}, {Addresses.Start($"{Name}Running")}, {Output});"
        );

    public override void Write(Step step, SourceWriter writer)
    {
        if (step.Part == BatchNormStage.Moments)
            writer.Write(
                $"TKernels.{Name}Moments({InputOfSample}, {Shard("Moments")}, first + s - Shards.Start(_batch, _shards, shard));"
            );
        else if (step.Part == BatchNormStage.Normalise)
            writer.Write($"TKernels.{Name}Normalise({InputOfSample}{Sum}, {Numbers}, {Output});");
        else if (step.Part == BatchNormStage.Sums)
            WriteSums(writer);
        else
            writer.Write(
                $"TKernels.{Name}InputGradient({InputOfSample}, {OutputGradient}, {Numbers}, {Addresses.Start($"{Name}Totals")}, 1f / (_batch * {stage.Positions}f), {InputGradient});"
            );
    }

    private void WriteSums(SourceWriter writer)
    {
        string activated = stage.Activation == Activation.None ? "" : $"{Output}, ";
        string handed = HandsSumOn
            ? $", {Addresses.Sample(Addresses.GradientOf(stage.Reads[1]), stage.Reads[1].Offset)}"
            : "";
        writer.Write(
            $"TKernels.{Name}Sums({InputOfSample}, {activated}{OutputGradient}{handed}, {Numbers}, {Shard("Sums")});"
        );
    }

    public override void BeginShard(Step step, SourceWriter writer)
    {
        if (step.Part == BatchNormStage.Moments || step.Part == BatchNormStage.Sums)
            writer.Write(
                $"{Field(step.Part.Name)}.Span.Slice(shard * {2 * stage.Stride}, {2 * stage.Stride}).Clear();"
            );
        if (step.Part != BatchNormStage.Moments)
            writer.Write($"Prepare{Name}(work.{Name}Numbers.Span);");
        if (step.Part == BatchNormStage.InputGradient)
            writer.Write(
                $"BatchStatistics.Sum({Field("Sums")}.Span, _shards, work.{Name}Totals.Span);"
            );
    }

    public override IEnumerable<SlicedWork> ForwardPacking =>
        [
            new(
                $"BatchStatistics.Prepare({Field("Mean")}, {Field("Variance")}, {Learned("scale")}, {Learned("shift")}, {Literals.Of(stage.Settings.Epsilon)}, {stage.Stride}, {Addresses.Whole($"{Name}Running")})",
                1,
                1,
                string.Join(", ", stage.Tensors.Select(tensor => Field(tensor.Role))),
                $"{Name}Running"
            ),
        ];

    public override IEnumerable<SlicedWork> Gradients => [new($"Complete{Name}Gradient()", 1, 1)];

    public override void Methods(SourceWriter writer)
    {
        int channels = stage.Output.Channels;
        writer.Write("");
        writer.Write(
            $"/// <summary>Finds by which numbers {Name} normalises a training batch: those of all its samples.</summary>"
        );
        writer.Open($"private void Prepare{Name}(Span<float> numbers)");
        writer.Write(
            $"""
            Span<float> mean = stackalloc float[{stage.Stride}];
            Span<float> variance = stackalloc float[{stage.Stride}];
            BatchStatistics.Merge({Field(
                "Moments"
            )}.Span, {stage.Stride}, _batch, _shards, {stage.Positions}, mean, variance);
            BatchStatistics.Prepare(mean, variance, {Learned("scale")}, {Learned(
                "shift"
            )}, {Literals.Of(stage.Settings.Epsilon)}, {stage.Stride}, numbers);
            """
        );
        writer.Close();

        writer.Write("");
        writer.Write(
            $"/// <summary>Adds up the shards' gradients of {stage.Normalised}, and moves its running mean and variance.</summary>"
        );
        writer.Open($"private void Complete{Name}Gradient()");
        writer.Write(
            $"""
            Span<float> totals = stackalloc float[{2 * stage.Stride}];
            BatchStatistics.Sum({Field("Sums")}.Span, _shards, totals);
            """
        );
        if (stage.Settings.HasShift)
            writer.Write($"totals[..{channels}].CopyTo({Field("ShiftGradient")});");
        if (stage.Settings.HasScale)
            writer.Write(
                $"totals.Slice({stage.Stride}, {channels}).CopyTo({Field("ScaleGradient")});"
            );
        writer.Write(
            $"""
            Span<float> mean = totals[..{stage.Stride}];
            Span<float> variance = totals[{stage.Stride}..];
            BatchStatistics.Merge({Field(
                "Moments"
            )}.Span, {stage.Stride}, _batch, _shards, {stage.Positions}, mean, variance);
            BatchStatistics.Update(mean, variance, _batch * {stage.Positions}L, {Literals.Of(
                stage.Settings.Momentum
            )}, unbiased: {(
                stage.Settings.Variance == RunningVariance.Unbiased ? "true" : "false"
            )}, {Field("Mean")}, {Field("Variance")});
            """
        );
        writer.Close();
    }

    private string Field(string role) => Literals.Field($"{Name}{role}");

    private string Shard(string name) => $"ref {Field(name)}.At(shard * {2 * stage.Stride})";

    private string Learned(string role) =>
        stage.Learned.Any(shape => shape.Role == role)
            ? Field(char.ToUpperInvariant(role[0]) + role.Substring(1))
            : "default";
}
