namespace LayerGen.Training;

/// <summary>Stops training when it gets no better for some epochs.</summary>
/// <param name="Patience">How many epochs in a row may pass without getting better; at least 1.</param>
/// <param name="Monitored">Which figure has to get better.</param>
/// <param name="MinimumChange">Changes up to this one count as none; finite and at least 0.</param>
/// <param name="RestoreBest">
/// Whether the network gets back the weights of its best epoch: when it stops by this rule, when all epochs are done and
/// when its time is over, but not when it is cancelled, nor when it has reached a target. Costs a copy of the weights.
/// </param>
public sealed record EarlyStopping(
    int Patience = 5,
    Monitored Monitored = Monitored.ValidationLoss,
    double MinimumChange = 0,
    bool RestoreBest = true
)
{
    /// <summary>What is wrong with the settings, if anything is.</summary>
    internal string? Problem(bool hasValidation) =>
        Patience < 1 ? $"Patience is {Patience}; at least 1 is needed."
        : !Enum.IsDefined(Monitored) ? $"Monitored is {Monitored}, which is no figure of an epoch."
        : !(MinimumChange >= 0 && double.IsFinite(MinimumChange))
            ? $"MinimumChange is {Invariant.Of(MinimumChange)}; a finite number of at least 0 is needed."
        : Monitored.NeedsValidation() && !hasValidation
            ? $"it watches {Monitored}, but there are no validation samples; give some, set ValidationFraction, or watch Loss."
        : null;
}
