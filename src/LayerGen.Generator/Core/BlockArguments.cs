namespace LayerGen.Generator.Core;

/// <summary>The constants of the public class <c>Arg</c>: what stands on a block for an argument of its use.</summary>
internal static class BlockArguments
{
    private static readonly string[] Members = ["First", "Second", "Third", "Fourth"];

    /// <summary>Which argument a constant stands for, counted from 0; null if it stands for itself.</summary>
    public static int? PlaceOf(Constant value) =>
        value is Constant.Int(var number)
        && number > int.MinValue
        && number <= int.MinValue + Members.Length
            ? number - int.MinValue - 1
            : null;

    /// <summary><c>Arg.Second</c>.</summary>
    public static string Name(int place) => $"Arg.{Members[place]}";
}
