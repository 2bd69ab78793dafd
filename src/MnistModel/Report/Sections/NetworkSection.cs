using LayerGen;

namespace MnistModel.Report.Sections;

/// <summary>The table of layers and shapes.</summary>
internal static class NetworkSection
{
    /// <summary>Writes the section.</summary>
    /// <param name="content">What the report tells.</param>
    public static Section Of(ReportContent content)
    {
        NetworkDescription network = content.Network;
        return new(
            "network",
            "Network",
            Html.Of(
                $"""
                <div class="wide"><table>
                <caption><code>{network.Name}</code> reads {Shape(
                    network.InputShape
                )}; everything below was generated from its attributes.</caption>
                <thead><tr><th scope="col" class="text">layer</th><th scope="col" class="text">declared as</th><th scope="col">output</th><th scope="col">parameters</th><th scope="col">multiply-adds</th></tr></thead>
                <tbody>
                {Html.Join(network.Layers.Select(Row))}
                </tbody>
                <tfoot><tr><th scope="row" class="text">in all</th><td></td><td></td><td>{network.ParameterCount:N0}</td><td>{network.MultiplyAdds:N0}</td></tr></tfoot>
                </table></div>
                """
            )
        );
    }

    private static Html Row(LayerDescription layer) =>
        Html.Of(
            $"""<tr><th scope="row" class="text">{layer.Name}</th><td class="text"><code>{layer.Declaration}</code></td><td>{Shape(layer.OutputShape)}</td><td>{layer.ParameterCount:N0}</td><td>{layer.MultiplyAdds:N0}</td></tr>"""
        );

    private static string Shape(IEnumerable<int> axes) => string.Join(" × ", axes);
}
