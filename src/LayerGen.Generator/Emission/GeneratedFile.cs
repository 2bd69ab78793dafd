namespace LayerGen.Generator.Emission;

/// <summary>One file to add to the compilation. Compares by value.</summary>
/// <param name="HintName">Its name, unique among the files of all networks whatever the case of letters.</param>
/// <param name="Text">Its content.</param>
internal sealed record GeneratedFile(string HintName, string Text);
