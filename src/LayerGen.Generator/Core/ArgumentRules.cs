namespace LayerGen.Generator.Core;

/// <summary>What one argument must satisfy on its own. Each rule gives its error, or null; absent arguments pass.</summary>
internal static class ArgumentRules
{
    /// <summary>A count or a size: at least 1.</summary>
    public static DeclarationError? Positive(this AttributeCall call, string argument) =>
        call.Has(argument) && call.Int(argument) < 1
            ? call.Error(
                RuleIds.NotPositive,
                argument,
                argument,
                CSharpText.Number(call.Int(argument))
            )
            : null;

    /// <summary>A probability of dropping: at least 0 and less than 1; NaN is neither.</summary>
    public static DeclarationError? DropoutRate(this AttributeCall call, string argument) =>
        call.Has(argument) && !(call.Double(argument) is >= 0 and < 1)
            ? call.Error(
                RuleIds.DropoutRate,
                argument,
                argument,
                CSharpText.Number(call.Double(argument))
            )
            : null;

    /// <summary>A part of a whole: at least 0 and less than 1; NaN is neither.</summary>
    public static DeclarationError? Fraction(this AttributeCall call, string argument) =>
        call.Has(argument) && !(call.Double(argument) is >= 0 and < 1)
            ? call.Error(
                RuleIds.NumberOutOfRange,
                argument,
                argument,
                CSharpText.Number(call.Double(argument)),
                "of at least 0 and less than 1"
            )
            : null;

    /// <summary>A number above 0 that is finite.</summary>
    public static DeclarationError? PositiveNumber(this AttributeCall call, string argument) =>
        call.Has(argument) && !(call.Double(argument) is > 0 and < double.PositiveInfinity)
            ? call.Error(
                RuleIds.NumberOutOfRange,
                argument,
                argument,
                CSharpText.Number(call.Double(argument)),
                "above 0"
            )
            : null;

    /// <summary>A factor of a penalty: at least 0 and finite.</summary>
    public static DeclarationError? PenaltyFactor(this AttributeCall call, string argument) =>
        call.Has(argument) && !(call.Double(argument) is >= 0 and < double.PositiveInfinity)
            ? call.Error(
                RuleIds.PenaltyFactor,
                argument,
                argument,
                CSharpText.Number(call.Double(argument))
            )
            : null;

    /// <summary>A number that names a member of its enumeration.</summary>
    public static DeclarationError? Defined<TEnum>(this AttributeCall call, string argument)
        where TEnum : struct =>
        call.Has(argument) && !Enum.IsDefined(typeof(TEnum), call.Enum<TEnum>(argument))
            ? call.Error(
                RuleIds.UndefinedValue,
                argument,
                argument,
                call.Arguments.First(candidate => candidate.Name == argument).Value.Text,
                string.Join(
                    ", ",
                    Enum.GetNames(typeof(TEnum)).Select(name => $"{typeof(TEnum).Name}.{name}")
                )
            )
            : null;
}
