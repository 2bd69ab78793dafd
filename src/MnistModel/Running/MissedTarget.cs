using System.Globalization;
using LayerGen.Training;

namespace MnistModel.Running;

/// <summary>What to say where the last epoch is over before a target accuracy was reached.</summary>
internal static class MissedTarget
{
    /// <summary>Says how far training came, and how it goes on.</summary>
    /// <param name="target">The validation accuracy that was asked for, in percent.</param>
    /// <param name="ended">Completed, with at least one epoch, each with a validation accuracy.</param>
    /// <param name="checkpoint">The file from which training can go on; null if there is none.</param>
    public static string Message(double target, TrainingOutcome ended, string? checkpoint)
    {
        EpochReport best = ended.History.MaxBy(epoch => epoch.ValidationAccuracy)!;
        string advice = checkpoint is null
            ? "train with more --epochs"
            : $"to go on: MnistModel resume {ShellWord.Quote(checkpoint)}, with --epochs above {ended.History.Length}";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"The validation accuracy did not reach {target} %: the best was {100 * best.ValidationAccuracy:0.00} %, in epoch {best.Epoch} of {ended.History.Length}; {advice}."
        );
    }
}
