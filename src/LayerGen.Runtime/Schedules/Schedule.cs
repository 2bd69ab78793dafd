using LayerGen.Training;

namespace LayerGen.Schedules;

/// <summary>
/// A closed union: what the learning rate is multiplied by at each step. A pure function of the position, so that
/// training goes on where it stopped without a memory of its own.
/// </summary>
public abstract record Schedule
{
    private Schedule() { }

    /// <summary>The factor of the learning rate; allocates nothing.</summary>
    /// <param name="position">Where training stands.</param>
    /// <returns>At least 0.</returns>
    public abstract double Factor(in SchedulePosition position);

    /// <summary>Rises to this schedule in a straight line over the first steps.</summary>
    /// <param name="steps">How many steps; at least 1.</param>
    public Schedule WithWarmUp(int steps) => new WarmUp(steps, this);

    /// <summary>What is wrong with the settings, if anything is.</summary>
    internal abstract string? Problem(bool hasValidation);

    private static string? NotFraction(string name, double value) =>
        value is > 0 and <= 1
            ? null
            : $"{name} is {Invariant.Of(value)}; a number above 0 and up to 1 is needed.";

    /// <summary><c>1</c>: the learning rate stays as it is.</summary>
    public sealed record Constant : Schedule
    {
        /// <inheritdoc/>
        public override double Factor(in SchedulePosition position) => 1;

        internal override string? Problem(bool hasValidation) => null;
    }

    /// <summary><c>Decay ^ ⌊(epoch − 1) / EveryEpochs⌋</c>: falls in steps.</summary>
    /// <param name="EveryEpochs">After how many epochs it falls; at least 1.</param>
    /// <param name="Decay">What it is multiplied by each time; above 0, up to 1.</param>
    public sealed record StepDecay(int EveryEpochs, double Decay = 0.1) : Schedule
    {
        /// <inheritdoc/>
        public override double Factor(in SchedulePosition position) =>
            Math.Pow(Decay, (position.Epoch - 1) / EveryEpochs);

        internal override string? Problem(bool hasValidation) =>
            EveryEpochs < 1
                ? $"EveryEpochs is {EveryEpochs}; at least 1 is needed."
                : NotFraction(nameof(Decay), Decay);
    }

    /// <summary><c>DecayPerEpoch ^ epochsDone</c>: falls a little at every step.</summary>
    /// <param name="DecayPerEpoch">What it is multiplied by over an epoch; above 0, up to 1.</param>
    public sealed record ExponentialDecay(double DecayPerEpoch) : Schedule
    {
        /// <inheritdoc/>
        public override double Factor(in SchedulePosition position) =>
            Math.Pow(DecayPerEpoch, position.EpochsDone);

        internal override string? Problem(bool hasValidation) =>
            NotFraction(nameof(DecayPerEpoch), DecayPerEpoch);
    }

    /// <summary>
    /// <c>Final + (1 − Final) · (1 + cos(π · step / steps)) / 2</c>: falls along half a wave over the whole training.
    /// </summary>
    /// <remarks>Source: Loshchilov, Hutter, "SGDR: Stochastic Gradient Descent with Warm Restarts", ICLR 2017, equation 5.</remarks>
    /// <param name="Final">What it ends at; 0 to 1.</param>
    public sealed record CosineDecay(double Final = 0) : Schedule
    {
        /// <inheritdoc/>
        public override double Factor(in SchedulePosition position)
        {
            double done = Math.Min(1, (double)position.Step / position.Steps);
            return Final + ((1 - Final) * (1 + Math.Cos(Math.PI * done)) / 2);
        }

        internal override string? Problem(bool hasValidation) =>
            Final is >= 0 and <= 1
                ? null
                : $"Final is {Invariant.Of(Final)}; a number from 0 to 1 is needed.";
    }

    /// <summary>
    /// <c>Decay ^ n</c>, at least <c>Least</c>, where n is how often a figure got no better for <c>Patience</c> epochs in
    /// a row; after each time the waiting begins anew.
    /// </summary>
    /// <param name="Patience">How many epochs in a row may pass without getting better; at least 1.</param>
    /// <param name="Decay">What it is multiplied by each time; above 0, up to 1.</param>
    /// <param name="Monitored">Which figure has to get better.</param>
    /// <param name="MinimumChange">Changes up to this one count as none; finite and at least 0.</param>
    /// <param name="Least">Where it ends; 0 to 1.</param>
    public sealed record ReduceOnPlateau(
        int Patience = 3,
        double Decay = 0.1,
        Monitored Monitored = Monitored.ValidationLoss,
        double MinimumChange = 0,
        double Least = 0
    ) : Schedule
    {
        /// <inheritdoc/>
        public override double Factor(in SchedulePosition position)
        {
            double? best = null;
            int waited = 0;
            int reductions = 0;
            foreach (EpochReport epoch in position.History)
            {
                if (Monitored.Of(epoch) is not { } figure)
                    continue;
                if (Monitored.Improves(figure, best, MinimumChange))
                    (best, waited) = (figure, 0);
                else if (++waited == Patience)
                    (waited, reductions) = (0, reductions + 1);
            }
            return Math.Max(Least, Math.Pow(Decay, reductions));
        }

        internal override string? Problem(bool hasValidation) =>
            new EarlyStopping(Patience, Monitored, MinimumChange).Problem(hasValidation)
            ?? NotFraction(nameof(Decay), Decay)
            ?? (
                Least is >= 0 and <= 1
                    ? null
                    : $"Least is {Invariant.Of(Least)}; a number from 0 to 1 is needed."
            );
    }

    /// <summary><c>(step + 1) / Steps</c> of another schedule over the first steps, then that schedule.</summary>
    /// <param name="Steps">How many steps; at least 1.</param>
    /// <param name="Then">The schedule. Its position counts from the start, warm-up included.</param>
    public sealed record WarmUp(int Steps, Schedule Then) : Schedule
    {
        /// <inheritdoc/>
        public override double Factor(in SchedulePosition position) =>
            Then.Factor(in position) * Math.Min(1, (position.Step + 1) / (double)Steps);

        internal override string? Problem(bool hasValidation) =>
            Steps < 1 ? $"Steps is {Steps}; at least 1 is needed." : Then.Problem(hasValidation);
    }

    /// <summary>Whatever a function says.</summary>
    /// <param name="Of">
    /// Gets the position; gives the factor, finite and at least 0. Pure, or training does not go on alike after a stop.
    /// </param>
    public sealed record Custom(Func<SchedulePosition, double> Of) : Schedule
    {
        /// <inheritdoc/>
        /// <exception cref="InvalidOperationException">The function gave something else than a factor.</exception>
        public override double Factor(in SchedulePosition position)
        {
            double factor = Of(position);
            return factor is >= 0 and < double.PositiveInfinity
                ? factor
                : throw new InvalidOperationException(
                    $"The schedule's function gave {Invariant.Of(factor)} in epoch {position.Epoch} after {position.Batch} batches; "
                        + "it must give a finite number of at least 0."
                );
        }

        internal override string? Problem(bool hasValidation) => null;
    }
}
