namespace LayerGen.Generator.Core;

/// <summary>
/// A closed union: the value of a stage, or every error that kept it from having one. Compares by value.
/// </summary>
internal abstract record Result<T>
{
    private Result() { }

    public sealed record Ok(T Value) : Result<T>;

    /// <remarks>No error at all means that the C# compiler reports one, so that there is nothing to add.</remarks>
    public sealed record Failed(EquatableArray<DeclarationError> Reasons) : Result<T>;

    /// <summary>What kept it from having a value; none for a value.</summary>
    public EquatableArray<DeclarationError> Errors => this is Failed failed ? failed.Reasons : [];

    /// <summary>Goes on with the value; errors pass through.</summary>
    public Result<TNext> Then<TNext>(Func<T, Result<TNext>> next) =>
        this switch
        {
            Ok(var value) => next(value),
            Failed(var errors) => new Result<TNext>.Failed(errors),
            _ => throw new InvalidOperationException("Result is a closed union."),
        };

    /// <summary>Changes the value; errors pass through.</summary>
    public Result<TNext> Map<TNext>(Func<T, TNext> map) =>
        Then<TNext>(value => new Result<TNext>.Ok(map(value)));
}

/// <summary>Joins results; the errors of all of them are kept.</summary>
internal static class Result
{
    public static Result<EquatableArray<T>> Collect<T>(IEnumerable<Result<T>> results)
    {
        EquatableArray<Result<T>> all = results.ToEquatableArray();
        return all.All(result => result is Result<T>.Ok)
            ? new Result<EquatableArray<T>>.Ok(
                all.OfType<Result<T>.Ok>().Select(ok => ok.Value).ToEquatableArray()
            )
            : new Result<EquatableArray<T>>.Failed(
                all.SelectMany(result => result.Errors).ToEquatableArray()
            );
    }

    public static Result<T> Combine<TFirst, TSecond, T>(
        Result<TFirst> first,
        Result<TSecond> second,
        Func<TFirst, TSecond, T> join
    ) =>
        (first, second) switch
        {
            (Result<TFirst>.Ok(var one), Result<TSecond>.Ok(var two)) => new Result<T>.Ok(
                join(one, two)
            ),
            _ => new Result<T>.Failed(first.Errors.Concat(second.Errors).ToEquatableArray()),
        };
}
