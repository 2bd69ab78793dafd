using System.Reflection;

namespace MnistModel;

/// <summary>Texts that are part of the program.</summary>
internal static class EmbeddedText
{
    /// <summary>Reads one.</summary>
    /// <param name="name">Its name in the assembly.</param>
    public static string Read(string name)
    {
        using Stream stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The assembly has no resource {name}.");
        using StreamReader reader = new(stream);
        return reader.ReadToEnd();
    }
}
