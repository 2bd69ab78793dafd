namespace LayerGen;

/// <summary>A closed union: a value, or the reason why there is none.</summary>
/// <remarks>
/// For what may go wrong in a correct program: files, data, networks. Mistakes of the calling program are exceptions.
/// </remarks>
/// <typeparam name="T">The value of a success.</typeparam>
public abstract record Result<T>
{
    private Result() { }

    /// <summary>It worked.</summary>
    /// <param name="Value">What came out.</param>
    public sealed record Ok(T Value) : Result<T>;

    /// <summary>It did not work.</summary>
    /// <param name="Failure">Why not.</param>
#pragma warning disable CA1716 // A keyword of Visual Basic, and the plain word for the case.
    public sealed record Error(Failure Failure) : Result<T>;
#pragma warning restore CA1716

    /// <summary>Goes on with the value; a failure passes through.</summary>
    /// <param name="next">What to do with the value.</param>
    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) =>
        this switch
        {
            Ok(var value) => next(value),
            Error(var failure) => new Result<TNext>.Error(failure),
            _ => throw new InvalidOperationException("Result is a closed union."),
        };

    /// <summary>Changes the value; a failure passes through.</summary>
    /// <param name="map">Makes the new value.</param>
    public Result<TNext> Map<TNext>(Func<T, TNext> map) =>
        Then<TNext>(value => new Result<TNext>.Ok(map(value)));

    /// <summary>Changes the failure; a value passes through.</summary>
    /// <param name="map">Makes the new failure.</param>
    public Result<T> MapFailure(Func<Failure, Failure> map) =>
        this is Error(var failure) ? new Error(map(failure)) : this;

    /// <summary>Takes the value where a failure cannot be: in tests, or after the input was made by the program itself.</summary>
    /// <exception cref="InvalidOperationException">There is no value; the message is the failure's.</exception>
    public T ValueOrThrow() =>
        this switch
        {
            Ok(var value) => value,
            Error(var failure) => throw new InvalidOperationException(failure.Message),
            _ => throw new InvalidOperationException("Result is a closed union."),
        };

    /// <summary>A success.</summary>
    /// <param name="value">What came out.</param>
    public static implicit operator Result<T>(T value) => new Ok(value);

    /// <summary>A failure.</summary>
    /// <param name="failure">Why there is no value.</param>
    public static implicit operator Result<T>(Failure failure) => new Error(failure);
}
