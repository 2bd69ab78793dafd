using System.Globalization;

namespace LayerGen.Tests;

/// <summary>How often a test tries something: a moderate number, unless the environment asks for another.</summary>
internal static class TestSize
{
    public static int Of(string variable, int usual) =>
        int.TryParse(
            Environment.GetEnvironmentVariable(variable),
            CultureInfo.InvariantCulture,
            out int size
        )
            ? size
            : usual;
}
