namespace LayerGen.Generator.Core;

/// <summary>
/// A closed union: the value of a stage, or every error that kept it from having one. Compares by value.
/// </summary>
internal abstract record Result<T>
{
    private Result() { }

    public sealed record Ok(T Value) : Result<T>;

    public sealed record Failed(EquatableArray<DeclarationError> Errors) : Result<T>;

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
