using LayerGen.Generator.Core.Layers;
using LayerGen.Generator.Core.Planning;

namespace LayerGen.Generator.Emission.Stages;

/// <summary>
/// Writes a convolution with columns in lanes; its kernels are in <see cref="PlanarForward"/> and
/// <see cref="PlanarGradient"/>. What reads or writes pixels, it has in common with every convolution.
/// </summary>
internal sealed class PlanarConvEmitter(Plan plan, int index, ConvStage stage)
    : ConvEmitter(plan, index, stage)
{
    private readonly ConvStage _stage = stage;

    private Planar Planes => _stage.Planar!;

    private bool IsPlanarBackward => _stage.Backward == ConvBackwardAlgorithm.Planar;

    private bool HasBias => _stage.Learned.Bias is not null;

    private bool HasWinner => _stage.Pool?.Pooling == Pooling.Max;

    protected override Kernel ForwardKernel =>
        new(
            $"{Name}Forward",
            "ref float planes, ref float weight"
                + (HasBias ? ", ref float bias" : "")
                + ", ref float rows, ref float output"
                + (HasWinner ? ", ref byte winnerRows, ref byte winner" : "")
                + (_stage.KeepsMap ? ", ref float map" : ""),
            ConvForward.Summary(_stage),
            (writer, width) => PlanarForward.Write(writer, _stage, width)
        );

    protected override IEnumerable<Kernel> WeightGradientKernels
    {
        get
        {
            if (!IsPlanarBackward)
            {
                foreach (Kernel kernel in base.WeightGradientKernels)
                    yield return kernel;
                yield break;
            }
            if (_stage.Map is not null)
                yield return new(
                    $"{Name}MapGradient",
                    "ref float dOutput, ref float map",
                    $"Spreads one sample's gradient over the positions of each window of {Name}.",
                    (writer, width) => PlanarGradient.WriteMapGradient(writer, _stage, width)
                );
            else if (_stage.Activation != Activation.None)
                yield return Activations.GradientKernel(_stage.Activation);
            yield return new(
                $"{Name}WeightGradient",
                "ref float planes, ref float dOutput, ref float dWeight"
                    + (HasBias ? ", ref float dBias" : ""),
                $"Adds one sample's weight{(HasBias ? " and bias" : "")} gradient of {Name}, columns in lanes.",
                (writer, width) => PlanarGradient.Write(writer, _stage, width)
            );
        }
    }

    public override void Forward(SourceWriter writer)
    {
        string planes = Addresses.Sample($"{Name}Planes");
        writer.Write($"{Name}Planes({InputOfSample}, {planes});");
        List<string> arguments = [planes, Addresses.Array($"{Name}Weight")];
        if (HasBias)
            arguments.Add(Addresses.Array($"{Name}Bias"));
        arguments.Add(Addresses.Start($"{Name}Rows"));
        arguments.Add(Addresses.Sample($"{Name}Output"));
        if (HasWinner)
            arguments.AddRange([
                Addresses.Start($"{Name}WinnerRows"),
                Addresses.Sample($"{Name}Winner"),
            ]);
        if (_stage.KeepsMap)
            arguments.Add(Addresses.Sample($"{Name}PlanarMap"));
        writer.Write($"TKernels.{Name}Forward({string.Join(", ", arguments)});");
    }

    /// <summary>Gradients go from pixels to planes, and where the input gradient reads pixels, over the map and back.</summary>
    protected override void WeightGradient(SourceWriter writer)
    {
        if (!IsPlanarBackward)
        {
            base.WeightGradient(writer);
            return;
        }
        string gradient = Addresses.Sample($"{Name}GradientPlanes");
        if (_stage.Map is null && _stage.Activation != Activation.None)
            writer.Write(
                $"TKernels.{_stage.Activation}Gradient({_stage.Output.Size}, {Addresses.Sample($"{Name}Output")}, {OutputGradient});"
            );
        writer.Write($"{Name}GradientPlanes({OutputGradient}, {gradient});");
        if (_stage.Map is not null)
        {
            string map = Addresses.Sample($"{Name}PlanarMap");
            writer.Write($"TKernels.{Name}MapGradient({gradient}, {map});");
            gradient = map;
        }
        writer.Write(
            $"TKernels.{Name}WeightGradient({Addresses.Sample($"{Name}Planes")}, {gradient}, {DWeight}{(HasBias ? $", {DBias}" : "")});"
        );
        if (_stage.Map is not null && _stage.NeedsInputGradient)
            writer.Write($"{Name}MapPixels({gradient}, {Addresses.Sample($"{Name}Map")});");
    }

    public override IEnumerable<SlicedWork> ForwardPacking => [];

    public override void Methods(SourceWriter writer)
    {
        WritePlanes(writer);
        WriteBackwardMethods(writer);
        if (!IsPlanarBackward)
            return;
        WriteGradientPlanes(writer);
        if (_stage.Map is not null && _stage.NeedsInputGradient)
            WriteMapPixels(writer);
    }

    private void WritePlanes(SourceWriter writer)
    {
        Layout input = _stage.Input;
        int planeSize = Planes.PlaneSize(_stage);
        int phases = Planes.Phases;
        bool rowsAreWhole = input.FullWidth % phases == 0;
        bool phasesAreSideBySide = input.ChannelStride == input.Channels;
        writer.Write("");
        writer.Write(
            $"/// <summary>Takes one sample of what {Name} reads apart: channel by channel, columns in {phases} phases.</summary>"
        );
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open($"private static void {Name}Planes(ref float input, ref float planes)");
        bool inPhases = phases > 1 && !phasesAreSideBySide;
        if (!rowsAreWhole)
            writer.Open($"for (nint row = 0; row < {input.FullHeight}; row++)");
        if (inPhases)
            writer.Open($"for (nint phase = 0; phase < {phases}; phase++)");
        string from =
            (rowsAreWhole ? "" : $" + (row * {input.RowStride})")
            + (inPhases ? $" + (phase * {input.ChannelStride})" : "");
        string to =
            (rowsAreWhole ? "" : $" + (row * {Planes.PlaneWidth})")
            + (inPhases ? $" + (phase * {input.Channels * planeSize})" : "");
        // What lies behind the last column of a row is another row's, or another sample's: it is left out.
        string columns =
            rowsAreWhole ? $"{Planes.PlaneWidth * input.FullHeight}"
            : inPhases ? $"({input.FullWidth + phases - 1} - phase) / {phases}"
            : $"{input.FullWidth / phases}";
        int values = input.Channels * (inPhases ? 1 : phases);
        void Copy(string begin, string end, string rows, int length) =>
            writer.Write(
                $"Transposition.Copy({At("input", begin)}, {phases * input.ChannelStride}, {At("planes", end)}, {planeSize}, {rows}, {length});"
            );
        if (columns != "0")
            Copy(from, to, columns, values);
        if (!rowsAreWhole && !inPhases)
        {
            int whole = input.FullWidth / phases;
            string fromLast = whole == 0 ? "" : $" + {whole * phases * input.ChannelStride}";
            string toLast = whole == 0 ? "" : $" + {whole}";
            Copy(from + fromLast, to + toLast, "1", input.FullWidth % phases * input.Channels);
        }
        if (inPhases)
            writer.Close();
        if (!rowsAreWhole)
            writer.Close();
        writer.Close();
    }

    private void WriteGradientPlanes(SourceWriter writer)
    {
        Layout output = _stage.Output;
        int rowFloats = Planar.RowFloats(_stage);
        int plane = output.Height * rowFloats;
        writer.Write("");
        writer.Write(
            $"/// <summary>Takes one sample's gradients of what {Name} wrote apart, filter by filter; lanes without an output are zero.</summary>"
        );
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open(
            $"private static void {Name}GradientPlanes(ref float dOutput, ref float planes)"
        );
        if (rowFloats > output.Width)
            writer.Write(
                $"MemoryMarshal.CreateSpan(ref planes, {_stage.Filters * plane}).Clear();"
            );
        string origin = output.Origin == 0 ? "" : $"{output.Origin} + ";
        writer.Write($"for (nint row = 0; row < {output.Height}; row++)");
        writer.Write(
            $"    Transposition.Copy(ref Unsafe.Add(ref dOutput, {origin}(row * {output.RowStride})), {output.ChannelStride}, ref Unsafe.Add(ref planes, row * {rowFloats}), {plane}, {output.Width}, {_stage.Filters});"
        );
        writer.Close();
    }

    private void WriteMapPixels(SourceWriter writer)
    {
        Layout map = _stage.Map!;
        Layout output = _stage.Output;
        FusedPool pool = _stage.Pool!;
        int rowFloats = Planar.RowFloats(_stage);
        int rowOfWindows = pool.Size.Area * rowFloats;
        writer.Write("");
        writer.Write(
            $"/// <summary>Puts the gradients of one sample's map of {Name} together again, pixel by pixel.</summary>"
        );
        writer.Write("[MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        writer.Open($"private static void {Name}MapPixels(ref float planes, ref float map)");
        writer.Write($"for (nint row = 0; row < {output.Height}; row++)");
        writer.Write($"for (nint y = 0; y < {pool.Size.Height}; y++)");
        writer.Write($"for (nint x = 0; x < {pool.Size.Width}; x++)");
        writer.Write(
            $"    Transposition.Copy(ref Unsafe.Add(ref planes, (row * {rowOfWindows}) + (((y * {pool.Size.Width}) + x) * {rowFloats})), {output.Height * rowOfWindows}, ref Unsafe.Add(ref map, (((row * {pool.Size.Height}) + y) * {map.RowStride}) + (x * {map.ChannelStride})), {pool.Size.Width * map.ChannelStride}, {_stage.Filters}, {output.Width});"
        );
        writer.Close();
    }

    private static string At(string name, string offset) =>
        offset.Length == 0 ? $"ref {name}" : $"ref Unsafe.Add(ref {name}, {offset.Substring(3)})";
}
