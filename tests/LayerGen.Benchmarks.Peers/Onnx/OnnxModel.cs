using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.InteropServices;
using LayerGen.Benchmarks.Networks;
using LayerGen.Benchmarks.Peers.Architecture;

namespace LayerGen.Benchmarks.Peers.Onnx;

/// <summary>A network as an ONNX file; the numbers of fields are those of the format's <c>onnx.proto</c>.</summary>
internal static class OnnxModel
{
    public const string InputName = "images";
    public const string OutputName = "probabilities";

    private const long FormatVersion = 8;
    private const long OperatorSet = 13;
    private const long FloatType = 1;
    private const long IntegerAttribute = 2;
    private const long IntegersAttribute = 7;

    /// <summary>Writes the file.</summary>
    /// <param name="architecture">The layers; a softmax follows them.</param>
    /// <param name="weights">Weight and bias of each layer in order.</param>
    /// <param name="batchSize">Samples of every call: a fixed number lets the runtime plan its memory once.</param>
    public static byte[] Write(
        PeerArchitecture architecture,
        ImmutableArray<PeerTensor> weights,
        int batchSize
    )
    {
        ImageShape input = architecture.Input;
        ProtoMessage graph = new ProtoMessage()
            .AddAll(Nodes(architecture), (message, node) => message.Add(1, node))
            .Add(2, architecture.Name)
            .AddAll(
                weights.Index(),
                (message, pair) => message.Add(5, Tensor(pair.Index, pair.Item))
            )
            .Add(11, Value(InputName, [batchSize, input.Channels, input.Height, input.Width]))
            .Add(12, Value(OutputName, [batchSize, architecture.Classes]));
        return new ProtoMessage()
            .Add(1, FormatVersion)
            .Add(7, graph)
            .Add(8, new ProtoMessage().Add(1, "").Add(2, OperatorSet))
            .ToArray();
    }

    private static IEnumerable<ProtoMessage> Nodes(PeerArchitecture architecture)
    {
        string value = InputName;
        int values = 0;
        int weights = 0;
        // Dropout does nothing here.
        foreach (
            PeerLayer layer in architecture.Layers.Where(layer => layer is not PeerLayer.Dropout)
        )
        {
            string[] inputs = layer is PeerLayer.Conv or PeerLayer.Dense
                ? [value, Weight(weights++), Weight(weights++)]
                : [value];
            (string kind, ProtoMessage[] attributes, PeerActivation activation) = layer switch
            {
                PeerLayer.Conv conv => (
                    "Conv",
                    Window(conv.Size, conv.Step, conv.Padding),
                    conv.Activation
                ),
                PeerLayer.MaxPool pool => ("MaxPool", Window(pool.Size, pool.Step, 0), default),
                PeerLayer.AvgPool pool => ("AveragePool", Window(pool.Size, pool.Step, 0), default),
                PeerLayer.Dense dense => ("Gemm", [Attribute("transB", 1)], dense.Activation),
                _ => ("Flatten", Array.Empty<ProtoMessage>(), default(PeerActivation)),
            };
            yield return Node(kind, inputs, value = Result(values++), attributes);
            if (activation != PeerActivation.None)
                yield return Node(activation.ToString(), [value], value = Result(values++), []);
        }
        yield return Node("Softmax", [value], OutputName, [Attribute("axis", 1)]);
    }

    private static ProtoMessage[] Window(WindowSize size, WindowSize step, WindowSize padding) =>
        [
            Attribute("kernel_shape", size.Axes),
            Attribute("strides", step.Axes),
            Attribute("pads", [.. padding.Axes, .. padding.Axes]),
        ];

    private static ProtoMessage Node(
        string kind,
        string[] inputs,
        string output,
        ProtoMessage[] attributes
    ) =>
        new ProtoMessage()
            .AddAll(inputs, (message, name) => message.Add(1, name))
            .Add(2, output)
            .Add(4, kind)
            .AddAll(attributes, (message, attribute) => message.Add(5, attribute));

    private static ProtoMessage Attribute(string name, long value) =>
        new ProtoMessage().Add(1, name).Add(3, value).Add(20, IntegerAttribute);

    private static ProtoMessage Attribute(string name, long[] values) =>
        new ProtoMessage()
            .Add(1, name)
            .AddAll(values, (message, value) => message.Add(8, value))
            .Add(20, IntegersAttribute);

    private static ProtoMessage Tensor(int index, PeerTensor tensor) =>
        new ProtoMessage()
            .AddAll(tensor.Axes, (message, axis) => message.Add(1, axis))
            .Add(2, FloatType)
            .Add(8, Weight(index))
            .Add(9, MemoryMarshal.AsBytes<float>(tensor.Values));

    private static ProtoMessage Value(string name, long[] axes)
    {
        ProtoMessage shape = new ProtoMessage().AddAll(
            axes,
            (message, axis) => message.Add(1, new ProtoMessage().Add(1, axis))
        );
        ProtoMessage type = new ProtoMessage().Add(1, FloatType).Add(2, shape);
        return new ProtoMessage().Add(1, name).Add(2, new ProtoMessage().Add(1, type));
    }

    private static string Weight(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"w{index}");

    private static string Result(int index) =>
        string.Create(CultureInfo.InvariantCulture, $"v{index}");
}
