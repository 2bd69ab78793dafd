using MnistModel.Report;

namespace MnistModel.Tests.Report;

/// <summary>Contents of reports to test the page with.</summary>
internal static class ReportSamples
{
    /// <summary>The report of a network after five made-up epochs.</summary>
    public static ReportContent Of(LearnedDigits trained, string title = "MnistCnn on digits")
    {
        Examination examination = Examination
            .Of(trained.Network, trained.Unseen, "network", CancellationToken.None)
            .ValueOrThrow();
        return new(
            title,
            [new("data", "synthetic digits"), new("seed", "7")],
            [
                .. Enumerable
                    .Range(1, 5)
                    .Select(epoch => new EpochPoint(
                        epoch,
                        0.5 / epoch,
                        1 - (0.1 / epoch),
                        0.3 / epoch,
                        1 - (0.08 / epoch),
                        1.5
                    )),
            ],
            examination.Test,
            examination.Test.Calibration ?? new(),
            examination.Mistakes,
            trained.Network.Parameters[0],
            MnistCnn.Description,
            ["MnistModel train --seed 7"]
        );
    }
}
