using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;

namespace LayerGen.Benchmarks.Peers.Options;

/// <summary>Options of numbers whose errors say what is allowed.</summary>
internal static class NumberOption
{
    /// <summary>An option of one number.</summary>
    public static Option<T> One<T>(string name, string description, T standard, T least, T most)
        where T : struct, INumber<T> =>
        new(name)
        {
            Description = description,
            HelpName = "NUMBER",
            DefaultValueFactory = _ => standard,
            CustomParser = result => Read(result, name, least, most)[0],
        };

    /// <summary>An option of any number of numbers.</summary>
    public static Option<T[]> Many<T>(
        string name,
        string description,
        T[] standard,
        T least,
        T most
    )
        where T : struct, INumber<T> =>
        new(name)
        {
            Description = description,
            HelpName = "NUMBER",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => standard,
            CustomParser = result => Read(result, name, least, most),
        };

    private static T[] Read<T>(ArgumentResult result, string name, T least, T most)
        where T : struct, INumber<T>
    {
        T[] numbers = new T[result.Tokens.Count];
        foreach ((int index, Token token) in result.Tokens.Index())
        {
            if (
                !T.TryParse(token.Value, CultureInfo.InvariantCulture, out numbers[index])
                || !(numbers[index] >= least && numbers[index] <= most)
            )
                result.AddError(
                    $"{name}: '{token.Value}' is not allowed; give a number from {least} to {most}."
                );
        }
        return numbers;
    }
}
