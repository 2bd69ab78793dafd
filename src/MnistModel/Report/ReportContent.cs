using System.Collections.Immutable;
using LayerGen;
using LayerGen.Metrics;
using LayerGen.Training;

namespace MnistModel.Report;

/// <summary>Everything that a report tells; the page is a pure function of it.</summary>
/// <param name="Title">What was trained on what.</param>
/// <param name="Facts">Name and value of what has to be known about the run.</param>
/// <param name="History">The epochs, first to last; empty where nothing was kept of them.</param>
/// <param name="Test">How good the network is on images that it has never seen.</param>
/// <param name="Calibration">Whether its probabilities can be believed.</param>
/// <param name="Mistakes">The worst, worst first.</param>
/// <param name="FirstLayer">The weight of the first convolution.</param>
/// <param name="Network">Its layers.</param>
/// <param name="Command">What to type to repeat the run, one command a line.</param>
internal sealed record ReportContent(
    string Title,
    ImmutableArray<Fact> Facts,
    ImmutableArray<EpochPoint> History,
    ClassificationReport Test,
    Calibration Calibration,
    ImmutableArray<Mistake> Mistakes,
    Parameter FirstLayer,
    NetworkDescription Network,
    ImmutableArray<string> Command
);

/// <summary>A line of the table about the run.</summary>
internal sealed record Fact(string Name, string Value);

/// <summary>What one epoch came to.</summary>
/// <param name="Epoch">Which, from 1.</param>
/// <param name="Loss">The mean over the epoch's training images, in nats.</param>
/// <param name="Accuracy">The fraction of training images answered right, 0 to 1.</param>
/// <param name="ValidationLoss">The same over the images held back, after the epoch; null without any.</param>
/// <param name="ValidationAccuracy">The same over the images held back, after the epoch; null without any.</param>
/// <param name="Seconds">How long it trained, without validation.</param>
internal sealed record EpochPoint(
    int Epoch,
    double Loss,
    double Accuracy,
    double? ValidationLoss,
    double? ValidationAccuracy,
    double Seconds
);

/// <summary>An image that was answered wrongly.</summary>
/// <param name="Index">Its place in the test images, from 0.</param>
/// <param name="Label">The true class.</param>
/// <param name="Answer">The class that was answered.</param>
/// <param name="AnswerProbability">The probability of the answer.</param>
/// <param name="LabelProbability">The probability of the true class.</param>
/// <param name="Pixels">Rows of pixels, 0 background to 255 ink.</param>
internal sealed record Mistake(
    int Index,
    int Label,
    int Answer,
    double AnswerProbability,
    double LabelProbability,
    ImmutableArray<byte> Pixels
);
