using System.Collections.Immutable;
using LayerGen.Metrics;
using OxyPlot;
using OxyPlot.Axes;
using OxyPlot.Series;

namespace MnistModel.Report.Charts;

/// <summary>The charts of a report.</summary>
internal static class RunCharts
{
    /// <summary>Two curves over the epochs, the second where there was validation.</summary>
    /// <param name="history">The epochs; at least one.</param>
    /// <param name="training">The value on training images.</param>
    /// <param name="validation">The value on the images held back.</param>
    public static PlotModel Curves(
        ImmutableArray<EpochPoint> history,
        Func<EpochPoint, double> training,
        Func<EpochPoint, double?> validation
    )
    {
        PlotModel chart = Empty();
        chart.Axes.Add(
            new LinearAxis
            {
                Position = AxisPosition.Bottom,
                Title = "epoch",
                MinimumMajorStep = 1,
                Minimum = history[0].Epoch - 0.25,
                Maximum = history[^1].Epoch + 0.25,
                MinorTickSize = 0,
                TicklineColor = ChartColor.Grid,
            }
        );
        chart.Axes.Add(ValueAxis());
        chart.Series.Add(Curve(ChartColor.First, MarkerType.Circle, training));
        if (history.Any(epoch => validation(epoch) is not null))
            chart.Series.Add(
                Curve(
                    ChartColor.Second,
                    MarkerType.Square,
                    epoch => validation(epoch) ?? double.NaN
                )
            );
        return chart;

        LineSeries Curve(OxyColor color, MarkerType marker, Func<EpochPoint, double> value)
        {
            LineSeries line = new()
            {
                Color = color,
                StrokeThickness = 2.5,
                // Told apart by shape as well as by colour; with many epochs the line alone is clearer.
                MarkerType = history.Length <= 40 ? marker : MarkerType.None,
                MarkerSize = 4,
                MarkerFill = color,
            };
            line.Points.AddRange(history.Select(epoch => new DataPoint(epoch.Epoch, value(epoch))));
            return line;
        }
    }

    /// <summary>How often answers were right over how sure the network was; on the diagonal it is honest.</summary>
    /// <param name="calibration">The bins; at least one has answers.</param>
    public static PlotModel Reliability(Calibration calibration)
    {
        PlotModel chart = Empty();
        LinearAxis across = ValueAxis();
        (across.Position, across.Title) = (
            AxisPosition.Bottom,
            "mean probability of the answers, %"
        );
        (across.Minimum, across.Maximum) = (0, 100);
        LinearAxis up = ValueAxis();
        (up.Minimum, up.Maximum) = (0, 102);
        chart.Axes.Add(across);
        chart.Axes.Add(up);
        LineSeries diagonal = new()
        {
            Color = ChartColor.Ink,
            LineStyle = LineStyle.Dash,
            StrokeThickness = 1.5,
        };
        diagonal.Points.AddRange([new(0, 0), new(100, 100)]);
        chart.Series.Add(diagonal);
        LineSeries found = new()
        {
            Color = ChartColor.First,
            StrokeThickness = 2.5,
            MarkerType = MarkerType.Circle,
            MarkerSize = 5,
            MarkerFill = ChartColor.First,
        };
        found.Points.AddRange(
            calibration
                .Bins.Where(bin => bin.Samples > 0)
                .Select(bin => new DataPoint(100 * bin.Confidence, 100 * bin.Accuracy))
        );
        chart.Series.Add(found);
        return chart;
    }

    private static PlotModel Empty()
    {
        // No legend and no title of the vertical axis in the drawing: the page's own font is not known here, and text in
        // another font than the one it was measured with is cut off.
        return new()
        {
            DefaultFontSize = 14,
            TextColor = ChartColor.Ink,
            PlotAreaBorderColor = ChartColor.Grid,
            PlotAreaBorderThickness = new(0, 0, 0, 1),
            Background = OxyColors.Undefined,
            // The same reason: room for labels that turn out wider than was measured.
            PlotMargins = new(56, double.NaN, 16, double.NaN),
        };
    }

    private static LinearAxis ValueAxis() =>
        new()
        {
            Position = AxisPosition.Left,
            MajorGridlineStyle = LineStyle.Solid,
            MajorGridlineColor = ChartColor.Grid,
            MinorTickSize = 0,
            TicklineColor = OxyColors.Undefined,
        };
}
